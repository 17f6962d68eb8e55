"""The columns of each kind of sheet, from catalog/data/sheets.toml."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from catalog.models import ImportRun
from marketplace.kernel.text import fold

from .cells import READERS, plain
from .errors import BadCell

DATA = Path(__file__).parents[1] / "data" / "sheets.toml"


def label(words) -> str:
    """A header or a word of a list without marks, case and punctuation."""
    return " ".join(re.findall(r"\w+", fold(str(words))))


@dataclass(frozen=True)
class Column:
    """One column: its key, its Vietnamese header, how its cells are read."""

    key: str
    header: str
    cell: str
    note: str = ""
    example: str = ""
    also: tuple[str, ...] = ()
    required: bool = False

    @property
    def labels(self) -> set[str]:
        return {label(words) for words in (self.header, *self.also)}

    @property
    def words(self) -> list[str]:
        """What the template offers to choose from; empty where anything may be typed."""
        kind, _colon, name = self.cell.partition(":")
        return [words[0] for words in _data()["choices"][name].values()] if kind == "choice" else []

    def read(self, value):
        """What the cell says. Raises BadCell."""
        kind, _colon, detail = self.cell.partition(":")
        if kind == "choice":
            return self._chosen(plain(value), detail)
        return READERS[kind](value, detail) if detail else READERS[kind](value)

    def _chosen(self, words: str, name: str) -> str:
        found = _choices(name).get(label(words))
        if found is None:
            known = "; ".join(self.words)
            raise BadCell(_("This word is not known here. Use one of: %(known)s"), known=known)
        return found


@cache
def _data() -> dict:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


@cache
def _choices(name: str) -> dict[str, str]:
    listed = _data()["choices"][name]
    return {label(word): code for code, words in listed.items() for word in (code, *words)}


@cache
def columns_of(kind: str) -> tuple[Column, ...]:
    """The columns of a kind (ImportRun.Kind), in the order of the template."""
    entries = _data()[ImportRun.Kind(kind)]["columns"]
    return tuple(Column(**{**entry, "also": tuple(entry.get("also", ()))}) for entry in entries)


def title_of(kind: str) -> str:
    """The Vietnamese name of the sheet."""
    return _data()[kind]["title"]
