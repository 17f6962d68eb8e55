"""A sheet that was sent: looked at first, entered on a second word, each step at most once."""

import pytest

from catalog import intake
from catalog.intake import NothingToEnter, SecondOfficerNeeded, SheetRefused, Upload
from catalog.models import ImportRun, IncomingSheet, Producer
from catalog.reference import load_reference
from marketplace.kernel.outbox.models import OutboxItem
from tests.catalog.spreadsheets import sheet, work_off

ROW = {"commune": "Phường Long Xuyên", "province": "An Giang"}


@pytest.fixture
def officer(make):
    make.commune("Long Xuyên")
    load_reference()
    return make.user("officer")


def upload(*names, **more):
    return sheet("producers", *({**ROW, "legal_name": name, **more} for name in names))


def sent(officer, *names, **more) -> IncomingSheet:
    made = intake.receive("producers", upload(*names, **more), by=officer)
    work_off()
    return fresh(made)


def fresh(made) -> IncomingSheet:
    return IncomingSheet.objects.get(pk=made.pk)


def test_sending_enters_nothing_and_tells_what_would_be(officer):
    made = sent(officer, "HTX Sen Quê", "HTX Bà Tư")

    assert (made.state, made.found["counts"]["entered"]) == ("checked", 2)
    assert made.answer.name
    assert not Producer.objects.exists()
    assert not ImportRun.objects.exists()


def test_entering_is_a_second_word(officer):
    made = sent(officer, "HTX Sen Quê")

    intake.enter(made, by=officer)
    assert fresh(made).state == "entering"
    work_off()

    made = fresh(made)
    assert (made.state, made.run.entered, made.run.by) == ("entered", 1, officer)
    assert Producer.objects.count() == 1


def test_a_step_done_twice_is_done_once(officer):
    made = sent(officer, "HTX Sen Quê")
    intake.enter(made, by=officer)
    work_off()
    OutboxItem.objects.filter(kind="sheet").update(done_at=None)

    work_off()

    assert fresh(made).state == "entered"
    assert (Producer.objects.count(), ImportRun.objects.count()) == (1, 1)


def test_two_workers_at_one_sheet_enter_it_once(officer):
    made = sent(officer, "HTX Sen Quê")
    intake.enter(made, by=officer)
    both = [IncomingSheet.objects.select_related("by").get(pk=made.pk) for _ in range(2)]

    for one in both:
        intake.write_down(one)

    assert fresh(made).run == ImportRun.objects.get()


def test_the_same_file_again_has_nothing_to_enter(officer):
    first = sent(officer, "HTX Sen Quê")
    intake.enter(first, by=officer)
    work_off()

    again = sent(officer, "HTX Sen Quê")

    assert again.found["counts"] == {"entered": 0, "known": 1, "review": 0, "waiting": 0}
    with pytest.raises(NothingToEnter):
        intake.enter(again, by=officer)


def test_wrong_cells_keep_everything_out(officer):
    made = sent(officer, "HTX Sen Quê", "HTX Bà Tư", tax_code="0000000001")

    assert made.found["errors"] == 2
    (table,) = made.found["tables"]
    beside = [cell for row in table["rows"] for cell in row["cells"] if cell["errors"]]
    assert [cell["text"] for cell in beside] == ["0000000001"] * 2
    assert (made.found["kinds"][0]["count"], made.found["kinds"][0]["header"]) == (2, "Mã số thuế")
    with pytest.raises(NothingToEnter):
        intake.enter(made, by=officer)
    assert not Producer.objects.exists()


def test_a_row_is_looked_at_beside_wrong_ones(officer):
    rows = [
        {**ROW, "legal_name": "HTX Sen Quê", "tax_code": "0000000001"},
        {**ROW, "legal_name": "HTX Bà Tư", "commune": "Phường Ở Đâu"},
        {**ROW, "legal_name": "HTX Ba Tre"},
    ]

    made = intake.receive("producers", sheet("producers", *rows), by=officer)
    work_off()

    found = fresh(made).found
    assert (found["errors"], found["counts"]["entered"]) == (2, 1)
    assert not Producer.objects.exists()


def test_what_changed_between_looking_and_entering_stops_it(officer, make):
    made = sent(officer, "HTX Sen Quê")
    intake.enter(made, by=officer)
    Producer.objects.all().delete()
    make.commune("Long Xuyên").__class__.objects.filter(name="Long Xuyên").update(
        name="Khác", folded_name="khac"
    )

    work_off()

    made = fresh(made)
    assert (made.state, made.found["errors"], made.second) == ("checked", 1, None)
    assert not Producer.objects.exists()


def test_an_officer_no_more_enters_nothing(officer):
    made = sent(officer, "HTX Sen Quê")
    intake.enter(made, by=officer)
    officer.groups.clear()

    work_off()

    assert fresh(made).state == "checked"
    assert not Producer.objects.exists()


def test_whoever_is_no_officer_sends_nothing(officer, make):
    with pytest.raises(SecondOfficerNeeded):
        intake.receive("producers", upload("HTX Sen Quê"), by=make.user("producer"))

    assert not IncomingSheet.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b""),
        ("a.csv", b" \n"),
        ("a.csv", b"%PDF-1.7"),
        ("a.csv", b"<html><table>"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("a.xlsx", b"PK\x03\x04 no archive"),
        ("a.png", b"\x89PNG\r\n\x1a\n"),
        ("a.exe", b"MZ"),
        ("a.csv", b"x" * (8 * 1024 * 1024 + 1)),
    ],
)
def test_what_is_no_sheet_is_refused_at_once(officer, name, content):
    with pytest.raises(SheetRefused):
        intake.receive("producers", Upload(name, content), by=officer)

    assert not IncomingSheet.objects.exists()
    assert not OutboxItem.objects.exists()


def test_a_sheet_without_its_headers_is_told_so(officer):
    made = intake.receive("producers", Upload("a.csv", b"mot,hai\n1,2\n"), by=officer)
    work_off()

    made = fresh(made)
    assert made.state == "unreadable"
    assert "Tên chủ thể" in made.found["refused"]["vi"]


def test_strange_letters_do_not_stop_the_telling(officer):
    content = 'Tên chủ thể,"Xã, phường","Tỉnh, thành phố"\nHTX \x00\u202e,x,y\n'.encode()

    made = intake.receive("producers", Upload("a.csv", content), by=officer)
    work_off()

    assert fresh(made).found["errors"] >= 1


def test_a_strange_name_is_kept_clean(officer):
    content = intake.template_csv("producers").encode()

    made = intake.receive("producers", Upload("x" * 300 + "\u202egpj.csv", content), by=officer)

    made = fresh(made)
    assert made.file_name.endswith("xgpj.csv")
    assert len(made.file_name) == 200


def test_a_sheet_set_aside_is_not_entered(officer, make):
    made, other = sent(officer, "HTX Sen Quê"), make.user("officer")

    intake.discard(made, by=other)

    assert (fresh(made).state, fresh(made).second) == ("discarded", other)
    for door in (intake.discard, intake.enter):
        with pytest.raises(NothingToEnter):
            door(made, by=other)


def test_many_rows_are_shown_in_part_and_counted_whole(officer):
    made = sent(officer, *(f"HTX Số {n}" for n in range(80)), tax_code="0000000001")

    (table,) = made.found["tables"]
    assert (len(table["rows"]), made.found["errors"]) == (60, 80)


def test_the_template_as_text_reads_back_as_empty(officer):
    made = intake.receive(
        "producers", Upload("mau.csv", intake.template_csv("producers").encode()), by=officer
    )
    work_off()

    assert fresh(made).found["rows_read"] == 0
