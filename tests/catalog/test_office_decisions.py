"""Entering a decision: its lines are written together or not at all, and what was typed stays."""

import datetime

import pytest
from django.urls import reverse

from catalog.models import IssuingAuthority, PrivateDocument, RecognitionDecision, StarCertification
from marketplace.kernel.accounts.roles import ensure_groups
from tests.catalog.papers import pdf
from tests.catalog.register import everything

DAY = datetime.timedelta(days=1)
SHEET = "office_decision_new"


@pytest.fixture
def officer(make, client):
    ensure_groups()
    person = make.user("officer", full_name="Lê Văn Cán")
    client.force_login(person)
    return person


@pytest.fixture
def authority(make):
    make.group()
    return IssuingAuthority.objects.create(name="UBND tỉnh Đồng Tháp", level="province")


@pytest.fixture
def head(authority):
    return {"number": "86/QĐ-UBND", "decided_on": "2026-02-10", "authority": authority.pk}


def sheet(head, *lines, press="submit", total=None):
    """What the browser posts: the head, these lines, untouched ones, and the button pressed."""
    total = total or len(lines) + 2
    posted = {**head, "lines-TOTAL_FORMS": total, "lines-INITIAL_FORMS": 0, press: ""}
    for number in range(total):
        line = {"product": "", "stars": "", "evidence": "A", "valid_until": ""}
        line |= lines[number] if number < len(lines) else {}
        posted |= {f"lines-{number}-{name}": value for name, value in line.items()}
    return posted


def line(product, stars=4, **more):
    return {"product": f"{product.title} #{product.pk}", "stars": stars, **more}


def test_twenty_products_are_handed_over_in_one_press(client, officer, head, make):
    products = [make.product(f"Sản phẩm {number}") for number in range(20)]

    answer = client.post(reverse(SHEET), sheet(head, *map(line, products)))

    decision = RecognitionDecision.objects.get()
    rows = decision.certifications.all()
    assert answer.url == reverse("office_decision", args=[decision.pk])
    assert {row.status for row in rows} == {"pending"}
    assert {row.recorded_by for row in rows} == {officer}
    assert {row.valid_until for row in rows} == {datetime.date(2029, 2, 10)}
    assert (len(rows), decision.rule_set.code) == (20, "148/2023")


def test_a_line_keeps_its_score_day_and_evidence(client, officer, head, make):
    told = line(
        make.product(),
        score="72,5",
        evidence="B1",
        valid_until="2029-01-31",
        is_potential_five_star="on",
    )

    client.post(reverse(SHEET), sheet(head, told, press="save"))

    row = StarCertification.objects.get()
    assert (row.status, str(row.score), row.evidence) == ("draft", "72.50", "B1")
    assert (row.valid_until, row.is_potential_five_star) == (datetime.date(2029, 1, 31), True)


def test_a_name_finds_its_product_without_marks(client, officer, head, make):
    product = make.product("Đường thốt nốt")

    client.post(reverse(SHEET), sheet(head, {"product": "duong thot not", "stars": 3}))

    assert StarCertification.objects.get().product == product


def test_two_of_one_name_are_told_apart_by_their_numbers(client, officer, head, make):
    twins = [make.product("Khô cá"), make.product("Khô cá")]

    answer = client.post(reverse(SHEET), sheet(head, {"product": "Khô cá", "stars": 3}))

    told = str(answer.context["lines"].forms[0].errors["product"])
    assert all(f"#{twin.pk}" in told for twin in twins)
    assert not RecognitionDecision.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"product": "không có"}, "product"),
        ({"product": "#999999"}, "product"),
        ({"stars": 2}, "stars"),
        ({"stars": 3, "is_potential_five_star": "on"}, "is_potential_five_star"),
        ({"valid_until": "2020-01-01"}, "valid_until"),
        ({"valid_until": "mai"}, "valid_until"),
        ({"score": "101"}, "score"),
    ],
)
def test_one_wrong_line_stops_all_and_keeps_what_was_typed(
    client, officer, head, make, wrong, field
):
    good, bad = make.product("Khô cá"), make.product("Mắm")
    before = everything()

    answer = client.post(reverse(SHEET), sheet(head, line(good), line(bad) | wrong))

    forms = answer.context["lines"].forms
    assert answer.status_code == 422
    assert (dict(forms[0].errors), list(forms[1].errors)) == ({}, [field])
    assert "86/QĐ-UBND" in answer.content.decode()
    assert f"#{good.pk}" in answer.content.decode()
    assert everything() == before
    assert not RecognitionDecision.objects.exists()


def test_the_same_sheet_twice_writes_once_and_says_so(client, officer, head, make):
    posted = sheet(head, line(make.product()))
    client.post(reverse(SHEET), posted)
    before = everything()

    answer = client.post(reverse(SHEET), posted)

    assert "đã có trong sổ" in str(answer.context["lines"].forms[0].errors["product"])
    assert everything() == before


def test_a_product_twice_on_a_sheet_is_refused(client, officer, head, make):
    product = make.product()

    answer = client.post(reverse(SHEET), sheet(head, line(product), line(product)))

    assert list(answer.context["lines"].forms[1].errors) == ["product"]
    assert not StarCertification.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"number": ""}, "number"),
        ({"decided_on": "2031-01-01"}, "decided_on"),
        ({"decided_on": "2001-01-01"}, "rule_set"),
        ({"authority": ""}, "authority"),
        ({"authority": "", "new_authority": "UBND huyện Mỏ Cày"}, "level"),
        ({"number": "86/\u202eQĐ"}, "number"),
    ],
)
def test_a_wrong_head_writes_nothing(client, officer, head, make, wrong, field):
    answer = client.post(reverse(SHEET), sheet(head | wrong, line(make.product())))

    assert list(answer.context["form"].errors) == [field]
    assert not RecognitionDecision.objects.exists()


def test_another_authority_is_written_down_with_its_level(client, officer, head, make):
    told = head | {"authority": "", "new_authority": "UBND huyện Mỏ Cày Bắc", "level": "district"}

    client.post(reverse(SHEET), sheet(told, line(make.product())))

    assert RecognitionDecision.objects.get().authority.level == "district"


def test_an_unusual_number_only_warns(client, officer, head, make):
    told = head | {"number": "so 86"}

    answer = client.post(reverse(SHEET), sheet(told, line(make.product())), follow=True)

    assert "viết khác thường" in answer.content.decode()
    assert RecognitionDecision.objects.get().number == "so 86"


def test_an_empty_sheet_is_told(client, officer, head):
    answer = client.post(reverse(SHEET), sheet(head))

    assert "ít nhất một sản phẩm" in answer.content.decode()
    assert not RecognitionDecision.objects.exists()


def test_more_lines_keep_what_was_typed_and_fill_in_the_last_day(client, officer, head, make):
    product = make.product()

    answer = client.post(reverse(SHEET), sheet(head, line(product), press="more", total=5))

    lines = answer.context["lines"]
    assert (answer.status_code, len(lines.forms)) == (200, 15)
    assert lines.forms[0]["valid_until"].value() == "2029-02-10"
    assert not lines.forms[1]["valid_until"].value()
    assert not RecognitionDecision.objects.exists()


def test_the_scan_goes_into_the_private_store_and_comes_back_as_a_file(
    client, officer, head, make, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path

    client.post(reverse(SHEET), sheet(head, line(make.product())) | {"scan": pdf()})

    decision = RecognitionDecision.objects.get()
    answer = client.get(reverse("office_decision_scan", args=[decision.pk]))
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_page_is_no_scan(client, officer, head, make):
    told = sheet(head, line(make.product())) | {"scan": pdf(b"<html>", "x.pdf")}

    answer = client.post(reverse(SHEET), told)

    assert list(answer.context["form"].errors) == ["scan"]
    assert not PrivateDocument.objects.exists()


def test_saved_drafts_are_handed_over_together(client, officer, head, make):
    client.post(
        reverse(SHEET), sheet(head, line(make.product("A")), line(make.product("B")), press="save")
    )
    decision = RecognitionDecision.objects.get()

    client.post(reverse("office_decision_submit", args=[decision.pk]))

    assert {row.status for row in decision.certifications.all()} == {"pending"}


def test_the_sheet_asks_a_constant_number_of_queries(
    client, officer, head, make, django_assert_max_num_queries
):
    wrong = [{"product": f"không có {number}", "stars": 3} for number in range(20)]

    with django_assert_max_num_queries(25):
        client.post(reverse(SHEET), sheet(head, *wrong))


@pytest.mark.parametrize("role", ["buyer", "keeper", "producer"])
def test_nobody_else_enters_a_decision(client, make, head, role):
    ensure_groups()
    client.force_login(make.user(role))

    answer = client.post(reverse(SHEET), sheet(head, line(make.product())))

    assert answer.status_code in (302, 403)
    assert not RecognitionDecision.objects.exists()
