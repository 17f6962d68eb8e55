"""The sheet as it goes back to whoever sent it: each error in colour, beside its cell."""

from collections import defaultdict
from datetime import date, datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import column_index_from_string, get_column_letter

from .errors import CellError
from .parsing import Sheet
from .reading import MOST_COLUMNS, is_blank
from .running import Result

HEADS = ("Kết quả", "Lỗi", "Error")
ANSWERS = {
    "entered": "Nhận",
    "known": "Đã có, không đổi",
    "review": "Chờ cán bộ thứ hai đối chiếu",
    "waiting": "Đang chờ đối chiếu",
}
WRONG = PatternFill("solid", fgColor="F8D0CC")
HEAD = PatternFill("solid", fgColor="E7E2D6")
# A spreadsheet opens slowly with more notes than this; the columns name every error anyway.
MOST_NOTES = 2_000
WIDTH, WIDE = 22, 60


def given_back(result: Result) -> bytes:
    """An XLSX copy of what was read: results, errors in Vietnamese and English, marked cells."""
    book = Workbook(write_only=True)
    errors: dict[tuple[str, int], list[CellError]] = defaultdict(list)
    for error in result.errors:
        errors[error.sheet, error.row].append(error)
    notes = iter(range(MOST_NOTES))
    for number, sheet in enumerate(result.sheets, 1):
        _copy(book.create_sheet(_tab(sheet.name, number)), sheet, result, errors, notes)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _tab(name: str, number: int) -> str:
    """A tab has 31 characters and none of []:*?/\\."""
    return "".join(" " if c in "[]:*?/\\'" else c for c in name)[:31].strip() or f"{number}"


def _copy(tab, sheet: Sheet, result: Result, errors, notes) -> None:
    width = max([len(_trimmed(row.cells)) for row in sheet.rows], default=0)
    width = max(width, max(sheet.places.values()) + 1)
    for index in range(1, width + 4):
        column = tab.column_dimensions[get_column_letter(index)]
        column.width = WIDTH if index < width + 2 else WIDE
    tab.append([_made(tab, head, fill=HEAD, bold=True) for head in _heads(sheet, width)])
    for row in sheet.rows:
        wrong = errors.get((sheet.name, row.number), [])
        cells = [_made(tab, value) for value in (*row.cells, *([None] * width))[:width]]
        for error in wrong:
            _mark(cells[column_index_from_string(error.letter) - 1], error, notes)
        answer = ANSWERS.get(result.answers.get((sheet.name, row.number)), "")
        tab.append([*cells, *(_made(tab, words) for words in _said(row.number, answer, wrong))])


def _trimmed(cells: tuple) -> tuple:
    held = [index for index, value in enumerate(cells[:MOST_COLUMNS]) if not is_blank(value)]
    return cells[: held[-1] + 1] if held else ()


def _heads(sheet: Sheet, width: int) -> list[str]:
    at = {index: sheet.header_of(key) for key, index in sheet.places.items()}
    return [*(at.get(index, "") for index in range(width)), *HEADS]


def _said(number: int, answer: str, wrong: list[CellError]) -> tuple[str, str, str]:
    told = [
        "\n".join(
            f"{error.letter}{number} {error.header}: {error.reason.words(language)}"
            for error in wrong
        )
        for language in ("vi", "en")
    ]
    return (answer, *told)


def _made(tab, value, *, fill=None, bold=False) -> WriteOnlyCell:
    cell = WriteOnlyCell(tab)
    if isinstance(value, str):
        # As text, whatever it begins with: nothing that was sent in runs in a spreadsheet.
        cell._value, cell.data_type = ILLEGAL_CHARACTERS_RE.sub("", value)[:32_000], "s"
    elif value is not None:
        cell.value = value
        if isinstance(value, datetime | date):
            cell.number_format = "DD/MM/YYYY"
    if fill:
        cell.fill = fill
    if bold:
        cell.font = Font(bold=True)
    return cell


def _mark(cell, error: CellError, notes) -> None:
    cell.fill = WRONG
    if next(notes, None) is not None:
        words = f"{error.reason.words('vi')}\n{error.reason.words('en')}"
        cell.comment = Comment(words, "OCOP", width=320, height=90)
