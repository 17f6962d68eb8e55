"""What a look at a sheet found, as it is kept and shown: figures, and the rows to look at.

Words stand in both languages, {"vi": …, "en": …}, because whoever reads them may choose.
"""

from collections import Counter, defaultdict

from django.utils import translation

from catalog.consequences import consequences_of
from marketplace.kernel.text import FORBIDDEN, nfc

from .errors import CellError, Reason
from .parsing import Row, Sheet
from .running import Result

LANGUAGES = ("vi", "en")
ANSWERS = ("entered", "known", "review", "waiting")
UNSURE = ("review", "waiting")
# A page with more rows is read by nobody; the sheet that goes back names every error.
MOST_ROWS = 60
MOST_KINDS = 12
LONGEST = 120


def findings(result: Result) -> dict:
    """All that a page tells of a result.

    counts: rows by answer. errors: how many. kinds: the same mistake in many cells, told once.
    sheets: each with the columns that were not read. touched: what hangs on the products whose
    stars end, by kind. tables: the first rows to look at, each cell with its
    text and the errors beside it.
    """
    return {
        "counts": {answer: result.count(answer) for answer in ANSWERS},
        "rows_read": sum(len(sheet.rows) for sheet in result.sheets),
        "errors": len(result.errors),
        "kinds": _kinds(result.errors),
        "sheets": [_described(sheet) for sheet in result.sheets],
        "touched": _touched(result.products),
        "tables": [table for sheet in result.sheets if (table := _table(sheet, result))["rows"]],
    }


def unreadable(reason: Reason) -> dict:
    """What is told of a file that could not be read at all."""
    return {"refused": told(reason)}


def told(reason: Reason) -> dict[str, str]:
    return {language: reason.words(language) for language in LANGUAGES}


def _kinds(errors: list[CellError]) -> list[dict]:
    """The commonest mistakes, each with how often and where first."""
    count, first = Counter(), {}
    for error in errors:
        key = (error.header, str(error.reason.message))
        count[key] += 1
        first.setdefault(key, error)
    return [
        {
            "count": times,
            "header": first[key].header,
            "cell": f"{first[key].letter}{first[key].row}",
            "words": told(first[key].reason),
        }
        for key, times in count.most_common(MOST_KINDS)
    ]


def _touched(products: list[int]) -> list[dict]:
    """Orders, baskets and whatever else hangs on these products; each kind with its sum."""
    if not products:
        return []
    labels = {}
    for language in LANGUAGES:
        with translation.override(language):
            labels[language] = [str(one.label) for one in consequences_of(products[0])]
    sums = [0] * len(labels["vi"])
    for product in products:
        for kind, one in enumerate(consequences_of(product)):
            sums[kind] += one.count
    return [
        {"words": {language: labels[language][kind] for language in LANGUAGES}, "count": count}
        for kind, count in enumerate(sums)
    ]


def _described(sheet: Sheet) -> dict:
    unread = [_shown(words) for words in sheet.unread]
    return {"name": _shown(sheet.name), "rows": len(sheet.rows), "unread": unread}


def _table(sheet: Sheet, result: Result) -> dict:
    """The rows with errors or doubts, under the headers of the template."""
    wrong: dict[int, list[CellError]] = defaultdict(list)
    for error in result.errors:
        if error.sheet == sheet.name:
            wrong[error.row].append(error)
    keys = [column.key for column in sheet.columns if column.key in sheet.places]
    rows = []
    for row in sheet.rows:
        answer = result.answers.get((sheet.name, row.number), "")
        if row.number in wrong or answer in UNSURE:
            rows.append(_row(row, keys, wrong[row.number], answer))
        if len(rows) == MOST_ROWS:
            break
    heads = [sheet.header_of(key) for key in keys]
    return {"sheet": _shown(sheet.name), "heads": heads, "rows": rows}


def _row(row: Row, keys: list[str], errors: list[CellError], answer: str) -> dict:
    beside = defaultdict(list)
    for error in errors:
        beside[error.header].append(told(error.reason))
    cells = [
        {"text": _shown(row.text(key)), "errors": beside[row.sheet.header_of(key)]} for key in keys
    ]
    return {"number": row.number, "unsure": answer in UNSURE, "cells": cells}


def _shown(text: str) -> str:
    """A text of a stranger, as a database and a page can hold it."""
    clean = nfc(FORBIDDEN.sub("\ufffd", str(text)))
    return clean if len(clean) <= LONGEST else f"{clean[:LONGEST]}…"
