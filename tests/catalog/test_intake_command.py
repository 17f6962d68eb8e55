"""import_sheet: what an officer's administrator types, and what comes back."""

import io

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from catalog.intake import Upload, bring_in, given_back
from catalog.models import ImportRun, Producer
from tests.catalog.spreadsheets import book, sheet

ROW = {"legal_name": "HTX Sen Quê", "commune": "Phường Long Xuyên", "province": "An Giang"}


@pytest.fixture
def said():
    return io.StringIO()


@pytest.fixture
def file(make, tmp_path):
    make.commune("Long Xuyên")
    path = tmp_path / "chu-the.xlsx"
    path.write_bytes(sheet("producers", ROW).content)
    return path


def run(said, *words, **options):
    call_command("import_sheet", *words, stdout=said, stderr=said, **options)


def test_a_dry_run_writes_nothing_but_the_sheet_it_gives_back(file, said):
    run(said, "producers", file)

    assert "1 entered, 0 known already" in said.getvalue()
    assert "Dry run: nothing was written." in said.getvalue()
    assert (Producer.objects.count(), ImportRun.objects.count()) == (0, 0)
    back = load_workbook(file.with_name("chu-the-ket-qua.xlsx")).active
    assert [cell.value for cell in back[2]][-3:] == ["Nhận", None, None]


def test_applied_twice_it_changes_nothing_the_second_time(file, said, make):
    officer = make.user("officer")

    run(said, "producers", file, by=officer.email, apply=True)
    assert said.getvalue().count("Written.") == 1
    run(said, "producers", file, by=officer.email.upper(), apply=True)

    assert "0 entered, 1 known already" in said.getvalue()
    assert "Nothing to change." in said.getvalue()
    assert (Producer.objects.count(), ImportRun.objects.count()) == (1, 1)


def test_errors_are_told_in_both_languages_and_end_the_command(file, said, tmp_path):
    file.write_bytes(sheet("producers", ROW, {**ROW, "tax_code": "123"}).content)
    report = tmp_path / "loi.xlsx"

    with pytest.raises(CommandError, match="1 errors. Nothing was written."):
        run(said, "producers", file, report=report)

    assert "Chủ thể!B3 [Mã số thuế] «123»: Mã số thuế" in said.getvalue()
    assert "A tax code has 10 digits" in said.getvalue()
    back = load_workbook(report).active
    wrong = back["B3"]
    assert wrong.fill.fgColor.rgb == "00F8D0CC"
    assert "A tax code has 10 digits" in wrong.comment.text
    assert [cell.value for cell in back[1]][-3:] == ["Kết quả", "Lỗi", "Error"]
    assert back[3][-2].value.startswith("B3 Mã số thuế: Mã số thuế")


@pytest.mark.parametrize("people", [{}, {"by": "nobody@example.org"}])
def test_applying_wants_an_officer(file, said, people):
    with pytest.raises(CommandError):
        run(said, "producers", file, apply=True, **people)

    assert Producer.objects.count() == 0


def test_revocations_want_two(file, said, make):
    officer = make.user("officer")

    with pytest.raises(CommandError, match="--second"):
        run(said, "revocations", file, apply=True, by=officer.email)


def test_a_file_that_is_not_there_or_no_sheet_is_told_in_words(said, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        run(said, "producers", tmp_path / "none.xlsx")
    with pytest.raises(CommandError, match="cannot be written"):
        run(said, "producers", tmp_path / "none" / "mau.xlsx", template=True)
    (tmp_path / "page.xlsx").write_text("<html>")
    with pytest.raises(CommandError, match="Không đọc được"):
        run(said, "producers", tmp_path / "page.xlsx")


def test_the_template_says_what_is_needed(said, tmp_path):
    path = tmp_path / "mau.xlsx"

    run(said, "decisions", path, template=True)

    data, notes = load_workbook(path).worksheets
    assert data["A1"].value == "Số quyết định"
    assert data["A2"].value.startswith("Ví dụ:")
    assert notes.title == "Hướng dẫn"


def test_nothing_that_was_sent_in_runs_when_it_is_given_back(db):
    heads = ["Tên chủ thể", "Xã, phường", "Tỉnh, thành phố"]
    content = book(heads, ["=1+1", "@SUM(A1)", "-2+3"])

    result = bring_in("producers", Upload("x.xlsx", content))

    back = load_workbook(io.BytesIO(given_back(result))).active
    assert [cell.data_type for cell in back[2][:3]] == ["s", "s", "s"]
