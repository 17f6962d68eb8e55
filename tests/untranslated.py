"""Finding English on a Vietnamese page: texts asked for in vain, and English words in the HTML."""

import re
from functools import cache
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path

from babel.messages.pofile import read_po
from django.utils.translation.trans_real import CONTEXT_SEPARATOR, DjangoTranslation

from marketplace.kernel.texts import catalogues

# Where the office's texts come from beside our own catalogues.
LIBRARIES = ("wagtail", "django.conf", "django.contrib.auth", "taggit")
WORD = re.compile(r"[A-Za-z]{3,}")
FILE = re.compile(r"\S+@\S+|\S+\.\w{2,4}\b")
# English by name: banks, and the title that stands on the English front page.
NAME = re.compile(r"Bank \(\d+\)$|^A village market with stars$")
# Written the same in both languages, or names.
SAME = {
    "ocop",
    "wagtail",
    "csv",
    "xlsx",
    "pdf",
    "url",
    "json",
    "api",
    "html",
    "javascript",
    "web",
    "english",
}
SAID = ("alt", "aria-label", "placeholder", "title")
PRESSED = ("submit", "button", "reset")
UNSEEN = {"script", "style", "svg"}


class Probe:
    """While a test runs, notes each text asked for in Vietnamese that has none."""

    def __init__(self, monkeypatch):
        self.missing = set()
        for name in ("gettext", "ngettext"):
            monkeypatch.setattr(DjangoTranslation, name, self._asking(name))

    def _asking(self, name):
        ask = getattr(DjangoTranslation, name)

        def asked(translation, text, *more):
            if translation.language() == "vi" and not _has(translation, text):
                self.missing.add(text.replace(CONTEXT_SEPARATOR, " | "))
            return ask(translation, text, *more)

        return asked


def _has(translation, text: str) -> bool:
    catalogue = translation._catalog
    return text in catalogue or catalogue.get((text, 0)) is not None or not text


@cache
def english_words() -> frozenset[str]:
    """The words of every English text of the office."""
    found = set()
    for po in (*_catalogues_of_libraries(), *catalogues()):
        with po.open("rb") as source:
            for entry in read_po(source):
                for text in entry.id if isinstance(entry.id, tuple) else (entry.id,):
                    found.update(word.lower() for word in WORD.findall(_bare(text)))
    return frozenset(found - SAME - _vietnamese_words())


def _catalogues_of_libraries() -> list[Path]:
    return [
        po
        for library in LIBRARIES
        for po in Path(find_spec(library).origin).parent.rglob("locale/en/LC_MESSAGES/*.po")
    ]


@cache
def _vietnamese_words() -> frozenset[str]:
    """Words without accents that our Vietnamese texts use: "cho", "xem", "trang"."""
    found = set()
    for po in catalogues():
        with po.open("rb") as source:
            for entry in read_po(source):
                text = entry.string if isinstance(entry.string, str) else " ".join(entry.string)
                found.update(word.lower() for word in WORD.findall(_bare(text)))
    return frozenset(found)


def _bare(text: str) -> str:
    """Without placeholders and tags."""
    return re.sub(r"%\(\w+\)\w|{\w*}|<[^>]*>|https?://\S+", " ", text)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.texts, self.inside = [], []

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        if tag in UNSEEN or facts.get("lang") == "en":
            self.inside.append(tag)
        said = (*SAID, "value") if tag == "input" and facts.get("type") in PRESSED else SAID
        self.texts += [facts[name] for name in said if facts.get(name)]

    def handle_endtag(self, tag):
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data):
        if not self.inside and data.strip():
            self.texts.append(" ".join(data.split()))


def is_english(text: str) -> bool:
    """Whether it is ASCII with a word of the English texts, beside files, e-mails and names."""
    if not text.isascii() or NAME.search(text):
        return False
    words = WORD.findall(FILE.sub(" ", text))
    return bool({word.lower() for word in words} & english_words())


def english_in(html: str) -> list[str]:
    """The texts of a page that look English."""
    reader = _Reader()
    reader.feed(html)
    return [text for text in reader.texts if is_english(text)]
