"""Sheets on the officers' screens: sent, looked at, entered by the right person, doubts decided."""

import csv
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from catalog.intake import Upload
from catalog.models import (
    ImportRun,
    IncomingSheet,
    Producer,
    ReviewRow,
    StarCertification,
)
from catalog.reference import load_reference
from marketplace.kernel.accounts.roles import ensure_groups
from tests.catalog.register import everything
from tests.catalog.spreadsheets import sheet, work_off

LIST = "office_imports"
ROW = {"commune": "Phường Long Xuyên", "province": "An Giang"}


@pytest.fixture
def officer(make, client):
    ensure_groups()
    person = make.user("officer", full_name="Lê Văn Cán")
    client.force_login(person)
    return person


@pytest.fixture
def second(make):
    return make.user("officer", full_name="Trần Thị Bốn")


@pytest.fixture
def places(make):
    make.commune("Long Xuyên")
    load_reference()


def file(upload: Upload):
    return SimpleUploadedFile(upload.name, upload.content)


def send(client, kind, upload) -> IncomingSheet:
    """Send a sheet by the form, and let the outbox look at it."""
    answer = client.post(reverse(LIST), {"kind": kind, "file": file(upload)})
    made = IncomingSheet.objects.latest("pk")
    assert answer.url == reverse("office_sheet", args=[made.pk])
    work_off()
    return made


def page(client, made):
    return client.get(reverse("office_sheet", args=[made.pk]))


def press(client, name, made):
    answer = client.post(reverse(name, args=[made.pk]), follow=True)
    work_off()
    return answer


def revoked():
    return StarCertification.objects.filter(status="revoked").count()


def test_47_revocations_through_the_screens(client, officer, second, revoked_47):
    held = everything()
    upload = sheet("revocations", *revoked_47)
    made = send(client, "revocations", upload)

    words = page(client, made).content.decode()
    counts = page(client, made).context["found"]["counts"]
    assert (counts["entered"], counts["review"]) == (45, 2)
    assert {one["count"] for one in page(client, made).context["found"]["touched"]} == {0}
    assert everything() == held
    assert "Bạn đã gửi danh sách này" in words
    press(client, "office_sheet_enter", made)
    assert (revoked(), everything()) == (0, held)

    client.force_login(second)
    press(client, "office_sheet_enter", made)

    assert (revoked(), ReviewRow.objects.filter(state="waiting").count()) == (45, 2)
    run = ImportRun.objects.get()
    assert (run.by, run.second, run.entered, run.in_review) == (officer, second, 45, 2)

    held = everything()
    again = send(client, "revocations", upload)
    shown = page(client, again)
    assert shown.context["may_enter"] is False
    assert "đã được nhập" in shown.content.decode()
    assert everything() == held

    for row in ReviewRow.objects.all():
        answer = {"means": f"product:{row.candidates[0]}", "apply": ""}
        client.post(reverse("office_review_row", args=[row.pk]), answer)
    assert revoked() == 47


def test_a_sheet_of_producers_is_entered_by_whoever_sent_it(client, officer, places):
    made = send(client, "producers", sheet("producers", {**ROW, "legal_name": "HTX Sen Quê"}))
    assert not Producer.objects.exists()

    press(client, "office_sheet_enter", made)

    assert Producer.objects.get().legal_name == "HTX Sen Quê"
    assert "HTX Sen" not in client.get(reverse(LIST)).content.decode()
    assert client.get(reverse(LIST)).context["page"].object_list[0].entered == 1


def test_while_it_is_looked_at_the_page_asks_again_by_itself(client, officer, places):
    client.post(
        reverse(LIST),
        {
            "kind": "producers",
            "file": file(sheet("producers", {**ROW, "legal_name": "HTX Sen Quê"})),
        },
    )
    made = IncomingSheet.objects.get()

    assert page(client, made)["Refresh"] == "2"
    work_off()
    assert "Refresh" not in page(client, made)


def test_each_error_stands_beside_its_cell_on_the_page_and_in_the_sheet(client, officer, places):
    wrong = {**ROW, "legal_name": "HTX Sen Quê", "tax_code": "0000000001"}
    made = send(client, "producers", sheet("producers", wrong))

    words = page(client, made).content.decode()
    assert 'class="wrong">0000000001<div class="error">' in words
    assert reverse("office_sheet_enter", args=[made.pk]) not in words
    press(client, "office_sheet_enter", made)
    assert not Producer.objects.exists()
    answer = client.get(reverse("office_sheet_answer", args=[made.pk]))
    back = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    marked = [cell for row in back.iter_rows() for cell in row if cell.comment]
    assert [(cell.value, cell.row) for cell in marked] == [("0000000001", 2)]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0", "XLS"),
        ("a.csv", b"", "trống"),
        ("a.pdf", b"%PDF-1.7", "XLSX"),
        ("a.csv", b"a" * (8 * 1024 * 1024 + 1), "8 MB"),
    ],
)
def test_what_is_no_sheet_is_refused_beside_its_field(client, officer, name, content, words):
    answer = client.post(
        reverse(LIST), {"kind": "products", "file": SimpleUploadedFile(name, content)}
    )

    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors["file"])
    assert not IncomingSheet.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"kind": "nichts"}, {"kind": "products"}])
def test_an_incomplete_form_is_told(client, officer, sent):
    assert client.post(reverse(LIST), sent).status_code == 422
    assert not IncomingSheet.objects.exists()


@pytest.mark.parametrize("kind", ["producers", "products", "decisions", "revocations"])
def test_each_kind_has_its_template_twice(client, officer, kind):
    book = client.get(reverse("office_sheet_template_xlsx", args=[kind]))
    text = client.get(reverse("office_sheet_template_csv", args=[kind]))

    heads = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(book.content)).active[1]]
    assert next(csv.reader(io.StringIO(text.content.decode("utf-8-sig")))) == heads
    assert client.get(reverse("office_sheet_template_csv", args=["nothing"])).status_code == 404


def test_a_sheet_set_aside_waits_no_more(client, officer, places):
    made = send(client, "producers", sheet("producers", {**ROW, "legal_name": "HTX Sen Quê"}))

    press(client, "office_sheet_discard", made)

    made.refresh_from_db()
    assert made.state == "discarded"
    assert list(client.get(reverse(LIST)).context["unfinished"]) == []


@pytest.fixture
def in_doubt(client, officer, places, make) -> ReviewRow:
    """A row that may mean a producer, sent by `officer`."""
    make.producer("HTX Sen Quê Hương")
    made = send(client, "producers", sheet("producers", {**ROW, "legal_name": "HTX Xen Quê Hương"}))
    press(client, "office_sheet_enter", made)
    return ReviewRow.objects.get()


def decide(client, row, **answer):
    return client.post(reverse("office_review_row", args=[row.pk]), answer)


def test_whoever_sent_the_sheet_decides_none_of_its_doubts(client, in_doubt):
    shown = client.get(reverse("office_review_row", args=[in_doubt.pk]))
    answer = decide(client, in_doubt, means="new", apply="")
    dismissed = decide(client, in_doubt, reason="nhầm", dismiss="")

    in_doubt.refresh_from_db()
    assert "cán bộ khác" in shown.content.decode()
    assert (answer.status_code, dismissed.status_code) == (422, 422)
    assert (in_doubt.state, Producer.objects.count()) == ("waiting", 1)


def test_a_second_officer_says_that_it_is_a_new_one(client, in_doubt, second):
    client.force_login(second)

    assert decide(client, in_doubt, means="new", apply="").url == reverse("office_review")

    in_doubt.refresh_from_db()
    assert (in_doubt.state, in_doubt.decided_by, Producer.objects.count()) == ("applied", second, 2)


def test_a_second_officer_says_whom_it_means(client, in_doubt, second):
    client.force_login(second)

    decide(client, in_doubt, means=f"producer:{in_doubt.candidates[0]}", apply="")

    in_doubt.refresh_from_db()
    assert (in_doubt.state, Producer.objects.count()) == ("applied", 1)


def test_a_second_officer_sets_it_aside_with_a_reason(client, in_doubt, second):
    client.force_login(second)

    assert decide(client, in_doubt, reason=" ", dismiss="").status_code == 422
    decide(client, in_doubt, reason="Không thuộc tỉnh.", dismiss="")

    in_doubt.refresh_from_db()
    assert (in_doubt.state, in_doubt.reason) == ("dismissed", "Không thuộc tỉnh.")
    assert client.get(reverse("office_review")).context["rows"] == []
    assert len(client.get(reverse("office_review"), {"state": "all"}).context["rows"]) == 1


def test_an_answer_that_was_not_offered_is_refused(client, in_doubt, second, make):
    client.force_login(second)

    for means in ("", "producer:999", "product:1", f"producer:{make.producer('Khác').pk}"):
        assert decide(client, in_doubt, means=means, apply="").status_code == 422

    in_doubt.refresh_from_db()
    assert in_doubt.state == "waiting"


def test_a_doubt_of_a_revocation_takes_any_product_that_is_written(
    client, officer, second, revoked_47, make
):
    made = send(client, "revocations", sheet("revocations", revoked_47[8]))
    client.force_login(second)
    press(client, "office_sheet_enter", made)
    row, meant = ReviewRow.objects.get(), make.product("Mắm ruốc")
    make.star(meant, decision=StarCertification.objects.all()[8].decision)

    decide(client, row, other=f"#{meant.pk}", apply="")

    assert meant.certifications.get().status == "revoked"


def test_a_formula_in_a_name_is_harmless_in_the_lists(client, officer, in_doubt):
    ReviewRow.objects.update(reason="=1+1")
    ImportRun.objects.update(file_name="=cmd.csv")

    for name, column in (("office_imports_csv", 2), ("office_review_csv", 0)):
        text = client.get(reverse(name), {"state": "all"}).content.decode("utf-8-sig")
        assert list(csv.reader(io.StringIO(text)))[1][column] == "'=cmd.csv"
    for name in ("office_imports_xlsx", "office_review_xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(client.get(reverse(name)).content)).active
        assert not [cell for row in book.iter_rows() for cell in row if cell.data_type == "f"]


def test_the_register_says_what_waits(client, in_doubt):
    words = client.get(reverse("office_register")).content.decode()

    assert "1 dòng còn nghi vấn" in words


def test_the_lists_ask_a_constant_number_of_queries(
    client, in_doubt, django_assert_max_num_queries
):
    run = in_doubt.run
    rows = [
        ReviewRow(
            run=run,
            sheet="a",
            number=n,
            values={"legal_name": f"HTX {n}"},
            fingerprint=str(n),
            subject="producer",
            question="near",
            candidates=[],
        )
        for n in range(30)
    ]
    ReviewRow.objects.bulk_create(rows)

    for name in (LIST, "office_review"):
        with django_assert_max_num_queries(18):
            client.get(reverse(name))


@pytest.mark.parametrize("role", ["buyer", "keeper", "producer"])
def test_nobody_else_reads_a_sheet(client, in_doubt, make, role):
    made = IncomingSheet.objects.get()
    client.force_login(make.user(role))

    for name in ("office_sheet", "office_sheet_answer"):
        assert client.get(reverse(name, args=[made.pk])).status_code == 403
