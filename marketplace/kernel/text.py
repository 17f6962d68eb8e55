"""Vietnamese text: one form (NFC), one folding, slugs and a sort key."""

import re
import unicodedata
from functools import lru_cache

_D = str.maketrans("đĐ", "dD")
# Bidirectional controls reorder what is read; no Vietnamese or English text needs them.
FORBIDDEN = re.compile("[\x00\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
# Letters in the order of TCVN 6398 / the Unicode CLDR "vi" collation.
_LETTERS = {letter: i for i, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def nfc(text: str) -> str:
    """The text composed (NFC), the one form that is stored."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case without any mark: "Đường thốt nốt" gives "duong thot not"."""
    plain = unicodedata.normalize("NFD", text.translate(_D).casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def slug(text: str) -> str:
    """An address part of a-z, 0-9 and hyphens; empty when nothing can be kept."""
    return _NOT_WORD.sub("-", fold(text)).strip("-")


def sort_key(text: str) -> list[tuple[tuple[int, ...], tuple[int, ...], str]]:
    """A key that sorts as a Vietnamese dictionary does: letters first, then tones."""
    return [(*_weights(word), word) for word in nfc(text).casefold().split()]


@lru_cache(20_000)
def _weights(word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    letters, tones = [], []
    for char in word:
        tone = 0
        base = char
        for mark in unicodedata.normalize("NFD", char):
            if mark in _TONES:
                tone = _TONES[mark]
                base = unicodedata.normalize(
                    "NFC", unicodedata.normalize("NFD", char).replace(mark, "")
                )
        letters.append(_LETTERS.get(base, ord(base) - 200 if base.isdigit() else 100 + ord(base)))
        tones.append(tone)
    return tuple(letters), tuple(tones)
