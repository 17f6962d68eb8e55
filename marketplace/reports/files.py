"""Figures as open files: CSV with one number a line, JSON, and lists of records."""

from collections.abc import Callable, Iterable
from functools import cache

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from catalog import sheets

from . import words
from .lines import Line
from .printed import tables_of
from .tables import Table

CUBE = ("star", "group", "legal_form", "place", "products")


def figures_csv(name: str, tables: Iterable[Table]) -> HttpResponse:
    """One line for each number: table, row, column, value, source."""
    heads = [_("Table"), _("Row"), _("Column"), _("Value"), _("Source")]
    return sheets.as_csv(name, heads, _one_a_line(tables))


def _one_a_line(tables: Iterable[Table]):
    for table in tables:
        for row in table.rows:
            for head, cell in zip(table.heads, row.cells, strict=True):
                if cell.value is not None:
                    yield [table.title, row.label, head, cell.value, row.note]


def as_data(figures: dict, about: dict) -> dict:
    """The figures for other programmes. about: what is known of this version."""
    frame = figures["frame"]
    return {
        **about,
        "period": {"from": frame["starts_on"], "to": frame["ends_on"], "kind": frame["kind"]},
        "area": words.area(frame),
        "map": frame["map"],
        "tables": [table_data(table) for table in tables_of(figures)],
        "cube": [dict(zip(CUBE, cells, strict=True)) for cells in figures["cube"]],
        "places": {code: names for code, *names in frame["places"]},
        "groups": {key: names for key, *names in frame["groups"]},
    }


def table_data(table: Table) -> dict:
    return {
        "key": table.key,
        "title": table.title,
        "about": table.about,
        "columns": table.heads,
        "rows": [
            {
                "key": row.key,
                "label": row.label,
                "values": [cell.value for cell in row.cells],
                **({"source": row.note} if row.note else {}),
            }
            for row in table.rows
        ],
    }


def as_json(name: str, data: dict) -> JsonResponse:
    options = {"ensure_ascii": False, "indent": 1}
    response = JsonResponse(data, json_dumps_params=options)
    response["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response


def record_heads() -> list[str]:
    return [
        pgettext("of a certificate", "Product"),
        pgettext("of a certificate", "Producer"),
        _("Legal form"),
        _("Group"),
        pgettext("of a certificate", "Stars"),
        _("Place"),
        _("Change or channel"),
        _("Decision or order"),
        pgettext("of a record", "From"),
        pgettext("of a record", "Until"),
        _("Pieces"),
        _("Amount, dong"),
        pgettext("of a record", "Kind"),
    ]


def record_writer(frame: dict) -> Callable[[Line], list]:
    """A function that puts a record in words, in the columns of record_heads().

    Names are looked up once, for there may be a hundred thousand records.
    """
    groups = {key: words.named(names) for key, *names in frame["groups"]}
    places = {code: words.named(names) for code, *names in frame["places"]}
    stars = {key: str(name) for key, name in words.STAR_NAMES.items()}
    kinds = {key: str(name) for key, name in words.KINDS.items()}
    form, change, day = cache(words.legal_form), cache(words.change), cache(words.day)

    def cells(line: Line) -> list:
        return [
            line.product,
            line.producer,
            form(line.form),
            groups.get(line.group, line.group),
            stars.get(line.star, ""),
            places.get(line.place, line.place),
            change(line.kind, line.change, line.mark),
            line.paper,
            day(line.day),
            day(line.until),
            line.quantity or None,
            line.amount or None,
            kinds[line.kind],
        ]

    return cells
