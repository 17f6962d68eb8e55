"""Figures as the tables of the printed report, for the screen, the sheet, print and /figures/.

Every counted cell knows which records it counts; typed cells know their source instead.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from . import words
from .charts import Bars
from .legal_forms import kinds
from .lines import STARS, UNKNOWN, UNKNOWN_IN_ADDRESS


@dataclass(frozen=True, slots=True)
class Cell:
    """value: a number, or None for what nobody told. records: the lines behind it, by column."""

    value: int | None
    records: dict[str, Iterable[str]] | None = None

    @property
    def shown(self) -> str:
        return "–" if self.value is None else words.number(self.value)

    @property
    def query(self) -> str:
        if not (self.records and self.value):
            return ""
        told = {
            name: [value or UNKNOWN_IN_ADDRESS for value in values]
            for name, values in self.records.items()
        }
        return urlencode(told, doseq=True)


@dataclass(frozen=True, slots=True)
class Row:
    """key: the same in every language. note: the source of what was typed."""

    key: str
    label: str
    cells: list[Cell]
    note: str = ""
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """about: what is counted, in a sentence. bars: what its chart shows, None without one."""

    key: str
    title: str
    about: str
    heads: list[str]
    rows: list[Row]
    bars: Bars | None = None
    with_notes: bool = field(default=False)


COLUMNS = ("products", "producers", *STARS)


def _headings() -> list[str]:
    stars = [str(words.STAR_NAMES[star]) for star in STARS]
    return [_("Products"), pgettext("of a table", "Producers"), *stars]


def _cells(counted: dict, records: dict) -> list[Cell]:
    """One row of stars, products and producers, each with its records."""
    return [
        Cell(counted[name], records | ({"star": [name]} if name in STARS else {}))
        for name in COLUMNS
    ]


def star_bars(rows: list[Row], most: int = 12) -> Bars:
    """The stars of each row that has any; of many rows the longest."""
    told = [(row.label, [cell.value for cell in row.cells[-len(STARS) :]]) for row in rows]
    some = [row for row in told if sum(row[1])]
    longest = sorted(some, key=lambda row: -sum(row[1]))[:most]
    shown = [row for row in some if row in longest]
    return Bars([str(words.STAR_NAMES[star]) for star in STARS], shown)


def by_stars(figures: dict) -> Table:
    frame = figures["frame"]
    labels = {
        "opening": _("At the beginning, before %s") % words.day(frame["starts_on"]),
        "closing": _("At the end, on %s") % words.day(frame["ends_on"]),
    }
    rows = [Row(key, label, _cells(figures[key], {"kind": [key]})) for key, label in labels.items()]
    about = _("Products whose star was in force on that day.")
    return Table("stars", _("Products by stars"), about, _headings(), rows, star_bars(rows))


def by_group(figures: dict) -> Table:
    empty = _empty(figures)
    rows = [
        Row(
            key,
            words.named(names),
            _cells(figures["groups"].get(key, empty), {"kind": ["closing"], "group": [key]}),
        )
        for key, *names in figures["frame"]["groups"]
    ]
    about = _("Groups of the rules in force at the end; empty ones too.")
    return _closing_table("groups", _("By product group"), about, rows, figures)


def by_form(figures: dict) -> Table:
    forms = kinds(figures["frame"]["scheme"]) | {UNKNOWN: (UNKNOWN,)}
    rows = [
        Row(key, words.form(key), _form_cells(row, {"kind": ["closing"], "form": forms[key]}))
        for key, row in figures["forms"].items()
    ]
    totals = figures["closing"]
    cells = [Cell(totals[name], {"kind": ["closing"]}) for name in ("products", "producers")]
    rows.append(Row("total", _("Total"), [*cells, *_sums(rows, 2)], is_total=True))
    heads = [
        _("Products"),
        pgettext("of a table", "Producers"),
        _("Producers of 3 and 4-star products"),
        _("Producers of potential 5-star products"),
        _("Producers of 5-star products"),
    ]
    about = _("A producer has one legal form, and may stand in several of the last columns.")
    told = [(row.label, [row.cells[1].value]) for row in rows if row.cells[1].value]
    bars = Bars([heads[1]], [row for row in told if row[0] != rows[-1].label])
    return Table("forms", _("By legal form of the producer"), about, heads, rows, bars)


_HELD = {"of_3_4": ("3", "4"), "of_4p": ("4p",), "of_5": ("5",)}


def _form_cells(row: dict, records: dict) -> list[Cell]:
    held = [Cell(row[name], records | {"star": stars}) for name, stars in _HELD.items()]
    return [Cell(row["products"], records), Cell(row["producers"], records), *held]


def _sums(rows: list[Row], first: int) -> list[Cell]:
    """Each column from `first` on, added up."""
    stars = list(_HELD.values())
    return [
        Cell(
            sum(row.cells[number].value for row in rows),
            {"kind": ["closing"], "star": stars[number - first]},
        )
        for number in range(first, first + len(stars))
    ]


def by_place(figures: dict) -> Table:
    names = {code: pair for code, *pair in figures["frame"]["places"]}
    if UNKNOWN in figures["places"]:
        names[UNKNOWN] = [str(words.NOT_KNOWN)] * 2
    rows = [
        Row(
            code,
            words.named(pair),
            _cells(figures["places"][code], {"kind": ["closing"], "place": [code]}),
        )
        for code, pair in names.items()
    ]
    about = words.map_name(figures["frame"]) + "."
    return _closing_table("places", _("By place of the producer"), about, rows, figures)


def _closing_table(key: str, title: str, about: str, rows: list[Row], figures: dict) -> Table:
    total = Row("total", _("Total"), _cells(figures["closing"], {"kind": ["closing"]}), "", True)
    return Table(key, title, about, _headings(), [*rows, total], star_bars(rows))


def _empty(figures: dict) -> dict[str, int]:
    return dict.fromkeys(figures["closing"], 0)


def changes(figures: dict) -> Table:
    rows = []
    for kind, part in (("award", "awards"), ("end", "ends")):
        for change, counted in figures[part].items():
            if change != "all":
                records = {"kind": [kind], "change": [change]}
                label = str(words.CHANGES[change])
                rows.append(Row(change, label, _cells(counted, records)))
    about = _(
        "Decisions with effect in the period. Of those certified, %s came back after days without"
        " a star."
    ) % words.number(figures["gap"])
    title = _("Changes in the period")
    return Table("changes", title, about, _headings(), rows, star_bars(rows))
