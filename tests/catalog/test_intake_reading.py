"""Which files are opened, and where their tables begin."""

import io
import unicodedata
import zipfile

import pytest
from openpyxl import Workbook

from catalog.intake import SheetRefused, reading
from catalog.intake.columns import columns_of
from catalog.intake.parsing import parse
from catalog.intake.reading import open_book
from catalog.intake.template import template
from tests.catalog.spreadsheets import book

REVOCATIONS = columns_of("revocations")
HEADS = ["STT", "Chủ thể", "Tên sản phẩm", "Lý do thu hồi", "Số QĐ thu hồi", "Thu hồi từ ngày"]
LINE = [1, "HTX Thốt nốt", "Đường thốt nốt", "Không đánh giá lại", "58/QĐ-UBND", "21/02/2025"]


def read(content, name="bang.xlsx", columns=REVOCATIONS):
    return parse(open_book(name, content), columns)


def only_row(content, name="bang.xlsx"):
    sheets, errors = read(content, name)
    assert errors == []
    (row,) = sheets[0].rows
    return row


def test_the_header_may_stand_below_titles():
    row = only_row(
        book(["UBND TỈNH"], [None], ["DANH SÁCH THU HỒI", None], HEADS, LINE, merged=["A3:F3"])
    )

    assert (row.number, row.said["product"]) == (5, "Đường thốt nốt")


def test_headers_are_read_decomposed_in_capitals_and_with_spaces():
    heads = [f"  {unicodedata.normalize('NFD', head.upper())} \n(*) " for head in HEADS]

    assert only_row(book(heads, LINE)).said["producer"] == "HTX Thốt nốt"


def test_a_merged_header_of_two_rows():
    upper = ["STT", "Chủ thể", "Sản phẩm", "Lý do", "Quyết định thu hồi", None]
    lower = [None, None, None, None, "Số", "Ngày"]

    row = only_row(book(upper, lower, LINE, merged=["E1:F1", "A1:A2"]))

    assert row.said["document"] == "58/QĐ-UBND"
    assert f"{row.said['effective_on']:%d/%m/%Y}" == "21/02/2025"


def test_sheets_of_notes_and_hidden_sheets_are_passed_over():
    made = Workbook()
    made.active.append(["Kính gửi: Chi cục"])
    for title, state in (("Danh sách", "visible"), ("Nháp", "hidden")):
        table = made.create_sheet(title)
        table.append(HEADS)
        table.append(LINE)
        table.sheet_state = state
    content = io.BytesIO()
    made.save(content)

    sheets, _ = read(content.getvalue())

    assert [sheet.name for sheet in sheets] == ["Danh sách"]


def test_columns_that_are_not_read_are_named():
    sheets, _ = read(book([*HEADS, "Ghi chú"], [*LINE, "xem lại"]))

    assert sheets[0].unread == ["STT", "Ghi chú"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_in_the_ways_in_which_it_is_saved(delimiter, encoding):
    lines = [delimiter.join(map(str, row)) for row in (HEADS, LINE)]

    assert only_row("\r\n".join(lines).encode(encoding), "bang.csv").said["product"]


def test_a_formula_is_refused_beside_its_cell():
    _, errors = read(book(HEADS, [1, '=HYPERLINK("x")', *LINE[2:]]))

    (error,) = errors
    assert (error.sheet, error.row, error.letter, error.header) == (
        "Trang tính 1",
        2,
        "B",
        "Chủ thể",
    )
    assert "công thức" in error.reason.words("vi")
    assert "formula" in error.reason.words("en")


def test_a_formula_in_a_csv_is_refused():
    content = "\n".join([",".join(HEADS), "1,=1+1,a,Tự nguyện,58,21/02/2025"]).encode()

    _, errors = read(content, "bang.csv")

    assert [error.letter for error in errors] == ["B"]


def test_an_empty_cell_that_is_needed_and_a_strange_word_are_two_errors():
    _, errors = read(book(HEADS, [1, None, "Trà sen", "vì thích", *LINE[4:]]))

    assert [(error.letter, error.value) for error in errors] == [("B", ""), ("D", "vì thích")]
    assert "Không đánh giá lại" in errors[1].reason.words("vi")


def test_a_sheet_without_a_needed_column_is_refused_by_name():
    with pytest.raises(SheetRefused) as refused:
        read(book(HEADS[:-1], LINE[:-1]))

    assert "Thu hồi từ ngày" in refused.value.reason.words("vi")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bang.xlsx", b"PK\x03\x04 broken"),
        ("bang.xlsx", b"<html>"),
        ("bang.xls", b"\xd0\xcf\x11\xe0"),
        ("bang.csv", "Chủ thể".encode("utf-16-le")[:-1]),
        ("bang.csv", b""),
        ("bang.xlsx", b""),
    ],
)
def test_what_is_no_spreadsheet_is_refused(name, content):
    with pytest.raises(SheetRefused):
        read(content, name)


def test_a_zip_that_unpacks_to_too_much_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(reading, "LARGEST_UNPACKED", 1_000_000)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 2_000_000)

    with pytest.raises(SheetRefused) as refused:
        read(bomb.getvalue())

    assert len(bomb.getvalue()) < 10_000
    assert "MB" in refused.value.reason.words("vi")


def test_xml_that_multiplies_itself_is_refused():
    bomb = io.BytesIO()
    entities = b"".join(
        b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10 if letter > 97 else b"ha")
        for letter in range(97, 107)
    )
    with (
        zipfile.ZipFile(io.BytesIO(book(HEADS, LINE))) as archive,
        zipfile.ZipFile(bomb, "w") as target,
    ):
        for part in archive.infolist():
            data = archive.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                data = b"<!DOCTYPE worksheet [%s]>" % entities + data.replace(b"STT", b"&j;")
            target.writestr(part.filename, data)

    with pytest.raises(SheetRefused) as refused:
        read(bomb.getvalue())

    # openpyxl wraps what the parser refused with.
    wrapped = refused.value.__cause__
    assert "EntitiesForbidden" in repr([wrapped, wrapped.__cause__, wrapped.__context__])


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr("catalog.intake.parsing.MOST_ROWS", 2)

    with pytest.raises(SheetRefused):
        read(book(HEADS, LINE, LINE, LINE))


def test_a_wrong_size_written_into_the_sheet_hides_no_row():
    content = book(HEADS, LINE, LINE)
    lying = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as archive,
        zipfile.ZipFile(lying, "w") as target,
    ):
        for part in archive.infolist():
            data = archive.read(part).replace(b'<dimension ref="A1:F3"', b'<dimension ref="A1:F2"')
            target.writestr(part.filename, data)

    assert len(read(lying.getvalue())[0][0].rows) == 2


@pytest.mark.parametrize("kind", ["producers", "products", "decisions", "revocations"])
def test_the_template_is_a_sheet_without_rows(kind):
    sheets, errors = read(template(kind), columns=columns_of(kind))

    assert errors == []
    assert [(len(sheet.rows), sheet.unread) for sheet in sheets] == [(0, [])]
    assert len(sheets[0].places) == len(columns_of(kind))


@pytest.mark.parametrize("kind", ["producers", "products", "decisions", "revocations"])
def test_the_examples_of_the_template_can_be_read(kind):
    for column in columns_of(kind):
        if column.example:
            column.read(column.example)
