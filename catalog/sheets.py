"""Lists as files for a spreadsheet: XLSX and CSV, in which nothing is a formula."""

import csv
from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO

from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

# A cell that begins so is a formula to a spreadsheet (OWASP: CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTH = 22


def harmless(value):
    """The value as a cell may hold it: a text that a spreadsheet would run gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, int | float | date):
        return value
    words = str(value)
    return f"'{words}" if words.startswith(FORMULA) else words


def as_xlsx(name: str, heads: list[str], rows: Iterable[Iterable]) -> HttpResponse:
    """A workbook with one sheet: bold heads that stay in view, days as days."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])
    sheet.freeze_panes = "A2"
    for number in range(1, len(heads) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTH
    sheet.append([_head(sheet, head) for head in heads])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    made = BytesIO()
    book.save(made)
    return _attached(HttpResponse(made.getvalue(), content_type=XLSX), f"{name}.xlsx")


def as_csv(name: str, heads: list[str], rows: Iterable[Iterable]) -> HttpResponse:
    """UTF-8 with its mark, so that Excel reads the Vietnamese; days as 21/11/2026."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    writer = csv.writer(response)
    writer.writerow(heads)
    for row in rows:
        writer.writerow([_written(value) for value in row])
    return _attached(response, f"{name}.csv")


WRITERS = {"xlsx": as_xlsx, "csv": as_csv}


def local(moment: datetime) -> datetime:
    """A moment as a spreadsheet can hold it: Hà Nội's time, without saying so."""
    return timezone.localtime(moment).replace(tzinfo=None, microsecond=0)


def _written(value):
    if isinstance(value, datetime):
        return date_format(value, "d/m/Y H:i")
    return date_format(value, "d/m/Y") if isinstance(value, date) else harmless(value)


def _head(sheet, words: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, words)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet, value) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, harmless(value))
    if isinstance(value, date):
        with_time = isinstance(value, datetime)
        cell.number_format = "DD/MM/YYYY HH:MM" if with_time else "DD/MM/YYYY"
    return cell


def _attached(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
