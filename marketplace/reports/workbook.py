"""The report as the province sends it: its numbered tables, their cross-section, the products.

The form is Vietnamese whoever asks for it: its readers are.
"""

from collections.abc import Iterable
from io import BytesIO

from django.http import HttpResponse
from django.utils import translation
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from catalog.sheets import XLSX, harmless

from . import words
from .files import record_heads, record_writer
from .lines import Line
from .printed import tables_of
from .tables import Table

FIRST_WIDTH, WIDTH = 46, 15
STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
TITLE = "BÁO CÁO SỐ LIỆU CHƯƠNG TRÌNH MỖI XÃ MỘT SẢN PHẨM (OCOP)"
_LINE = Side(style="thin", color="999999")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD = PatternFill("solid", fgColor="F1E9DA")
_BOLD = Font(bold=True)


def as_workbook(name: str, figures: dict, about: str, lines: Iterable[Line]) -> HttpResponse:
    """about: which version this is, in a sentence for the head of the form."""
    with translation.override("vi"):
        book = Workbook(write_only=True)
        _form(book.create_sheet("Báo cáo"), figures, about)
        _cube(book.create_sheet("Chi tiết"), figures)
        _records(book.create_sheet("Danh sách"), figures, lines)
    made = BytesIO()
    book.save(made)
    response = HttpResponse(made.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def _form(sheet, figures: dict, about: str) -> None:
    tables, frame = tables_of(figures), figures["frame"]
    _page(sheet, max(len(table.heads) + table.with_notes for table in tables) + 2)
    body = f"ỦY BAN NHÂN DÂN {frame['area'][0].upper()}" if frame["area"] else ""
    sheet.append([None, _centred(sheet, body), None, None, _centred(sheet, STATE)])
    sheet.append([None, None, None, None, _centred(sheet, MOTTO)])
    sheet.append([])
    sheet.append([None, _bold(sheet, TITLE)])
    sheet.append([None, f"Kỳ báo cáo: {words.period(frame)}. {words.map_name(frame)}."])
    sheet.append([None, about])
    for number, table in enumerate(tables, 1):
        _table(sheet, number, table)
    sheet.append([])
    sheet.append([None, _centred(sheet, "NGƯỜI LẬP BIỂU"), None, None, _centred(sheet, "GIÁM ĐỐC")])


def _page(sheet, columns: int) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.column_dimensions["A"].width = 6
    sheet.column_dimensions["B"].width = FIRST_WIDTH
    for number in range(3, columns + 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTH


def _table(sheet, number: int, table: Table) -> None:
    sheet.append([])
    sheet.append([None, _bold(sheet, f"Biểu {number}. {table.title}")])
    sheet.append([None, table.about])
    heads = ["STT", "Nội dung", *table.heads, *(["Nguồn số liệu"] if table.with_notes else [])]
    sheet.append([_head(sheet, head) for head in heads])
    for place, row in enumerate(table.rows, 1):
        cells = [None if row.is_total else place, row.label]
        cells += [cell.value for cell in row.cells] + ([row.note] if table.with_notes else [])
        sheet.append([_boxed(sheet, value, bold=row.is_total) for value in cells])


def _cube(sheet, figures: dict) -> None:
    """How many products of each star, group, legal form and place there are at the end."""
    frame = figures["frame"]
    sheet.freeze_panes = "A2"
    for letter in "ABCD":
        sheet.column_dimensions[letter].width = 32
    heads = ["Hạng sao", "Nhóm sản phẩm", "Loại hình chủ thể", "Địa bàn", "Số sản phẩm"]
    sheet.append([_head(sheet, head) for head in heads])
    for star, group, form, place, count in figures["cube"]:
        told = (words.group(group, frame), words.legal_form(form), words.place(place, frame))
        sheet.append([str(words.STAR_NAMES[star]), *map(harmless, told), count])


def _records(sheet, figures: dict, lines: Iterable[Line]) -> None:
    """The products with a star at the end; the lists of all else have files of their own."""
    heads = _listed(record_heads())
    sheet.freeze_panes = "A2"
    for number in range(1, len(heads) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = 24
    sheet.append([_head(sheet, head) for head in heads])
    write = record_writer(figures["frame"])
    for line in lines:
        if line.kind == "closing":
            sheet.append(list(map(harmless, _listed(write(line)))))


def _listed(cells: list) -> list:
    """Without the columns that only changes and sales fill."""
    return cells[:6] + cells[7:10]


def _cell(sheet, value, font=None) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, harmless(value) if value is not None else None)
    if font:
        cell.font = font
    return cell


def _bold(sheet, words_: str) -> WriteOnlyCell:
    return _cell(sheet, words_, _BOLD)


def _centred(sheet, words_: str) -> WriteOnlyCell:
    cell = _bold(sheet, words_)
    cell.alignment = Alignment(horizontal="center")
    return cell


def _head(sheet, words_: str) -> WriteOnlyCell:
    cell = _boxed(sheet, words_, bold=True)
    cell.fill = _HEAD
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    return cell


def _boxed(sheet, value, *, bold: bool) -> WriteOnlyCell:
    cell = _cell(sheet, value, _BOLD if bold else None)
    cell.border = _BOX
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if isinstance(value, int):
        cell.number_format = "#,##0"
    return cell
