"""From the cells of a sheet to rows that can be entered: finds the header, reads each cell."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _
from openpyxl.utils import get_column_letter

from marketplace.kernel.text import fold

from .columns import Column, label
from .errors import BadCell, CellError, Reason, SheetRefused
from .reading import MOST_HEADING, MOST_ROWS, RawSheet, is_blank

EXAMPLE = "Ví dụ:"


@dataclass
class Row:
    """One row: what its cells say, by key; blank cells are absent."""

    sheet: "Sheet"
    number: int
    cells: tuple
    said: dict = field(default_factory=dict)

    def text(self, key: str) -> str:
        """The cell as it was written; empty where there is none."""
        index = self.sheet.places.get(key)
        value = self.cells[index] if index is not None and index < len(self.cells) else None
        return "" if value is None else str(value)

    def as_texts(self) -> dict[str, str]:
        """What to keep of the row, so that `said` can be read from it again."""
        return {
            key: value.isoformat() if isinstance(value, date) else self.text(key)
            for key, value in self.said.items()
        }

    def error(self, key: str, reason: Reason) -> CellError:
        index = self.sheet.places.get(key, 0)
        header = self.sheet.header_of(key)
        letter = get_column_letter(index + 1)
        return CellError(self.sheet.name, self.number, letter, header, self.text(key), reason)


@dataclass
class Sheet:
    """One sheet that was recognised: where its columns stand and the rows under its header."""

    name: str
    columns: tuple[Column, ...]
    places: dict[str, int]
    first_row: int
    rows: list[Row] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def header_of(self, key: str) -> str:
        return next((column.header for column in self.columns if column.key == key), "")


def parse(book: list[RawSheet], columns: tuple[Column, ...]) -> tuple[list[Sheet], list]:
    """The sheets that hold such a table, with their rows, and every error in a cell.

    Sheets without the header (notes, covers) are passed over. Raises SheetRefused when no sheet
    has it, or when one misses a column that is needed.
    """
    sheets = [sheet for raw in book if (sheet := _recognised(raw, columns))]
    if not sheets:
        needed = "; ".join(column.header for column in columns if column.required)
        raise SheetRefused(_("No row of headers was found. Needed: %(needed)s"), needed=needed)
    if sum(len(sheet.rows) for sheet in sheets) > MOST_ROWS:
        raise SheetRefused(
            _("The sheet has more than %(limit)d rows. Split it into several files."),
            limit=MOST_ROWS,
        )
    errors = [error for sheet in sheets for row in sheet.rows for error in _read(row)]
    return sheets, errors


def _recognised(raw: RawSheet, columns: tuple[Column, ...]) -> Sheet | None:
    known = {words: column.key for column in columns for words in column.labels}
    needed = [column for column in columns if column.required]
    places, end = _header(raw, known)
    missing = [column.header for column in needed if column.key not in places]
    if len(missing) * 2 > len(needed):
        return None
    if missing:
        raise SheetRefused(
            _("Sheet “%(sheet)s” lacks these columns: %(missing)s"),
            sheet=raw.name,
            missing="; ".join(missing),
        )
    sheet = Sheet(raw.name, columns, places, first_row=end)
    sheet.unread = _unread(raw, places, end)
    sheet.rows = [
        Row(sheet, number, cells) for number, cells in raw.rows if number > end and _counts(cells)
    ]
    return sheet


def _header(raw: RawSheet, known: dict[str, str]) -> tuple[dict[str, int], int]:
    """Where each column stands, and the last row of the header, which may have two."""
    best: tuple[dict[str, int], int] = ({}, 0)
    top = raw.rows[:MOST_HEADING]
    for i, (number, cells) in enumerate(top):
        single = _places(((words,) for words in map(_label, cells)), known)
        if len(single) > len(best[0]):
            best = (single, number)
        if i + 1 < len(top) and top[i + 1][0] == number + 1:
            double = _places(_joined(cells, top[i + 1][1]), known)
            if len(double) > len(best[0]):
                best = (double, number + 1)
    return best


def _places(readings, known: dict[str, str]) -> dict[str, int]:
    """The first column for each key; a cell may be read in several ways."""
    places: dict[str, int] = {}
    for index, ways in enumerate(readings):
        key = next((known[words] for words in ways if words in known), None)
        if key is not None:
            places.setdefault(key, index)
    return places


def _joined(upper: tuple, lower: tuple):
    """The ways to read two rows of headers; a merged cell stands over all it covers."""
    over = ""
    for index in range(max(len(upper), len(lower))):
        above = _label(upper[index]) if index < len(upper) else ""
        below = _label(lower[index]) if index < len(lower) else ""
        over = above or over
        yield (f"{over} {below}".strip(), below, above) if below else (above,)


def _label(value) -> str:
    return "" if is_blank(value) else label(value)


def _unread(raw: RawSheet, places: dict[str, int], end: int) -> list[str]:
    cells = next((cells for number, cells in raw.rows if number == end), ())
    taken = set(places.values())
    return [
        " ".join(str(value).split())
        for index, value in enumerate(cells)
        if index not in taken and not is_blank(value)
    ]


def _counts(cells: tuple) -> bool:
    """Whether a row is data; the example of the template says that it is one."""
    first = next(str(value) for value in cells if not is_blank(value))
    return not fold(first.strip()).startswith(fold(EXAMPLE))


def _read(row: Row):
    """Read every cell of a row into `said`, and give the errors."""
    for column in row.sheet.columns:
        index = row.sheet.places.get(column.key)
        value = row.cells[index] if index is not None and index < len(row.cells) else None
        if is_blank(value):
            if column.required:
                yield row.error(column.key, Reason(_("This cell may not be empty.")))
            continue
        try:
            row.said[column.key] = column.read(value)
        except BadCell as error:
            yield row.error(column.key, error.reason)


def said_by(values: dict[str, str], columns: tuple[Column, ...]) -> dict:
    """What the kept texts of a row say. Raises BadCell."""
    return {
        column.key: column.read(values[column.key]) for column in columns if column.key in values
    }
