"""An empty sheet of a kind, with an example and notes in Vietnamese."""

import csv
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from .columns import Column, columns_of, title_of
from .parsing import EXAMPLE
from .reading import MOST_ROWS

NEEDED = PatternFill("solid", fgColor="F3DDB3")
MAY_BE = PatternFill("solid", fgColor="E7E2D6")
NOTES = (
    "Cột nền đậm là bắt buộc. Cột khác có thể để trống hoặc xóa đi; thứ tự cột tùy ý.",
    "Dòng “Ví dụ:” không được đọc; có thể xóa.",
    "Ngày ghi ngày/tháng/năm, ví dụ 21/02/2025. Ô không được chứa công thức.",
    "Tất cả hoặc không: còn một lỗi thì không dòng nào được ghi.",
    "Gửi lại cùng một tệp không làm thay đổi gì. Dòng đã có thì giữ nguyên, không bị sửa.",
    f"Tối đa {MOST_ROWS:,} dòng.".replace(",", "."),
)


def template(kind: str) -> bytes:
    """An XLSX file with headers, one example row and a sheet of notes."""
    book = Workbook()
    columns = columns_of(kind)
    _data(book.active, title_of(kind), columns)
    _notes(book.create_sheet("Hướng dẫn"), title_of(kind), columns)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def template_csv(kind: str) -> str:
    """The same without looks and notes: the headers and the example row."""
    columns = columns_of(kind)
    made = StringIO()
    writer = csv.writer(made)
    writer.writerow(column.header for column in columns)
    first, *others = columns
    writer.writerow([f"{EXAMPLE} {first.example}", *(column.example for column in others)])
    return f"\ufeff{made.getvalue()}"


def _data(sheet, title: str, columns: tuple[Column, ...]) -> None:
    sheet.title = title
    sheet.freeze_panes = "A2"
    sheet.row_dimensions[1].height = 32
    for index, column in enumerate(columns, 1):
        letter = get_column_letter(index)
        sheet.column_dimensions[letter].width = max(16, len(column.header) + 4)
        # Text, so that leading noughts of codes and phone numbers stay.
        sheet.column_dimensions[letter].number_format = "@"
        head = sheet.cell(1, index, column.header)
        head.font = Font(bold=True)
        head.fill = NEEDED if column.required else MAY_BE
        head.alignment = Alignment(wrap_text=True, vertical="center")
        words = f"{EXAMPLE} {column.example}" if index == 1 else column.example
        example = sheet.cell(2, index, words or None)
        example.font = Font(italic=True, color="6B6558")
        example.number_format = "@"
        _offer(sheet, letter, column)


def _offer(sheet, letter: str, column: Column) -> None:
    """A list to choose from, where there is one; a spreadsheet takes 255 characters of it."""
    words = ["3", "4", "5"] if column.cell == "stars" else column.words
    words = ["x"] if column.cell == "yes" else words
    listed = ",".join(word for word in words if "," not in word)
    if not words or len(listed) > 250:
        return
    choice = DataValidation(
        "list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=False
    )
    choice.add(f"{letter}2:{letter}{MOST_ROWS}")
    sheet.add_data_validation(choice)


def _notes(sheet, title: str, columns: tuple[Column, ...]) -> None:
    for letter, width in zip("ABCD", (30, 12, 70, 30), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append([f"Hướng dẫn: {title}"])
    sheet["A1"].font = Font(bold=True, size=14)
    for note in NOTES:
        sheet.append([note])
    sheet.append([])
    sheet.append(["Cột", "Bắt buộc", "Cách ghi", "Ví dụ"])
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
    for column in columns:
        words = f" Chọn: {'; '.join(column.words)}." if column.words else ""
        needed = "có" if column.required else ""
        sheet.append([column.header, needed, f"{column.note}{words}".strip(), column.example])
        for cell in sheet[sheet.max_row]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
