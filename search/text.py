"""How words are compared: folded for everybody, exact for who types the marks."""

import re
import unicodedata
from itertools import islice

from marketplace.kernel.text import fold, nfc, sort_key

MOST_WORDS = 16
LONGEST_WORD = 40
_WORD = re.compile(r"[^\W_]+")
# Tone marks with the digit that stands for each; the digit is written behind the syllable, so
# old and new tone placement (hòa, hoà) become one form.
_TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}


def words(text: str) -> list[str]:
    """The words of a text in lower case, as they were typed."""
    return _WORD.findall(nfc(text).casefold())


def asked_words(text: str) -> list[str]:
    """The words of a question: no more and none longer than a person would type."""
    found = (match.group() for match in _WORD.finditer(nfc(text[:2_000]).casefold()))
    return [word[:LONGEST_WORD] for word in islice(found, MOST_WORDS)]


def exact(word: str) -> str:
    """One form for one syllable with its marks: "dứa" gives "dưa1", "hoà" and "hòa" "hoa2"."""
    letters, tones = [], []
    for char in unicodedata.normalize("NFD", word):
        (tones if char in _TONES else letters).append(_TONES.get(char, char))
    return nfc("".join(letters)) + "".join(tones)


def folded(text: str) -> str:
    """The words of a text without marks, joined by spaces."""
    return " ".join(words(fold(text)))


def exacted(text: str) -> str:
    """The words of a text in their exact forms, joined by spaces."""
    return " ".join(map(exact, words(text)))


def sort_bytes(text: str) -> bytes:
    """The Vietnamese sort key as bytes: a database that compares bytes sorts right."""
    flat = bytearray()
    for letters, tones, _ in sort_key(text):
        for weight in (*letters, -1000, *tones, -1000):
            flat += (weight + 1000).to_bytes(3, "big")
    return bytes(flat)
