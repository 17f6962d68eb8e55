"""Opens a spreadsheet (XLSX or CSV) that a stranger may have made, and gives its rows.

Nothing is computed: a formula stays a Formula, to be refused where its cell is looked at.
"""

import csv
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook

from .errors import SheetRefused

MEGABYTE = 1024 * 1024
LARGEST_FILE = 8 * MEGABYTE
# What a zip says it unpacks to is also the most that Python will unpack.
LARGEST_UNPACKED = 40 * MEGABYTE
MOST_PARTS = 500
MOST_ROWS = 10_000
MOST_COLUMNS = 60
# Lines above the table: titles, who sent it, the header itself.
MOST_HEADING = 30
# Excel before 2007, and whatever else Office kept in such a file (also behind a password).
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
# Files that were only called .csv: PDF, pictures, programs, pages.
_NO_TEXT = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"MZ",
    b"\x7fELF",
    b"<!",
    b"<html",
    b"{\\rtf",
)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    EOFError,
    OverflowError,
    csv.Error,
)


class Formula(str):
    """A cell that computes; what it computed last is not trusted."""


class Broken(str):
    """A cell that shows an error of the spreadsheet, such as #REF!."""


@dataclass(frozen=True)
class RawSheet:
    """The rows of one visible sheet that hold anything, each with its number from 1."""

    name: str
    rows: list[tuple[int, tuple]]


def look(name: str, content: bytes) -> None:
    """Refuse at once what is no spreadsheet, without reading its rows. Raises SheetRefused."""
    if len(content) > LARGEST_FILE:
        raise SheetRefused(_too_large, limit=LARGEST_FILE // MEGABYTE)
    if not content.strip():
        raise SheetRefused(_empty)
    if content.startswith(_OLD_EXCEL):
        raise SheetRefused(_old_excel)
    if content.startswith(b"PK"):
        _look_into(content)
    elif not _is_csv(name) or content.startswith(_NO_TEXT):
        raise SheetRefused(_unreadable)


def open_book(name: str, content: bytes) -> list[RawSheet]:
    """The sheets of a file. Raises SheetRefused: too large, too long, or no spreadsheet."""
    look(name, content)
    try:
        if content.startswith(b"PK"):
            return _xlsx(content)
        return [RawSheet(Path(name).stem, _held(_csv_rows(content)))]
    except _BROKEN as error:
        raise SheetRefused(_unreadable) from error


def _is_csv(name: str) -> bool:
    return Path(name).suffix.lower() in (".csv", ".txt", ".tsv")


def _look_into(content: bytes) -> None:
    """What the archive says of its parts; nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except _BROKEN as error:
        raise SheetRefused(_unreadable) from error
    if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > LARGEST_UNPACKED:
        raise SheetRefused(_unpacks_too_large, limit=LARGEST_UNPACKED // MEGABYTE)
    if "[Content_Types].xml" not in {part.filename for part in parts}:
        raise SheetRefused(_unreadable)


def _xlsx(content: bytes) -> list[RawSheet]:
    # What openpyxl leaves out (looks, lists to choose from) is no news for whoever sent it.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _tables(load_workbook(io.BytesIO(content), read_only=True, keep_links=False))


def _tables(book) -> list[RawSheet]:
    try:
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        return [RawSheet(sheet.title, _held(_xlsx_rows(sheet))) for sheet in visible]
    finally:
        book.close()


def _xlsx_rows(sheet) -> Iterator[tuple]:
    # Some programs write a wrong size into the sheet; rows beyond it would silently be lost.
    sheet.reset_dimensions()
    for row in sheet.iter_rows(max_col=MOST_COLUMNS):
        yield tuple(_value(cell) for cell in row)


def _value(cell):
    if cell.data_type == "f":
        return Formula(cell.value if isinstance(cell.value, str) else "=")
    return Broken(cell.value) if cell.data_type == "e" else cell.value


def _csv_rows(content: bytes) -> Iterator[tuple]:
    text = _decoded(content)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";,\t", key=first.count)
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        cells = (Formula(cell) if cell.startswith("=") else cell for cell in row[:MOST_COLUMNS])
        yield tuple(cells)


def _decoded(content: bytes) -> str:
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return content.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise SheetRefused(_not_utf8) from error


def _held(rows: Iterable[tuple]) -> list[tuple[int, tuple]]:
    held = []
    for number, row in enumerate(rows, 1):
        if any(not is_blank(value) for value in row):
            held.append((number, row))
        if len(held) > MOST_ROWS + MOST_HEADING:
            raise SheetRefused(_too_long, limit=MOST_ROWS)
    return held


def is_blank(value) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


_too_large = _("The file is larger than %(limit)d MB. Split it into several files.")
_unpacks_too_large = _("Unpacked, the file is larger than %(limit)d MB, so it is not opened.")
_too_long = _("The sheet has more than %(limit)d rows. Split it into several files.")
_empty = _("The file is empty.")
_old_excel = _(
    "This is an old XLS file, or one with a password. Save it as XLSX without a password."
)
_unreadable = _("This is no spreadsheet that can be read. Save it as XLSX or as CSV (UTF-8).")
_not_utf8 = _("The letters cannot be read. Save the file as CSV UTF-8, or as XLSX.")
