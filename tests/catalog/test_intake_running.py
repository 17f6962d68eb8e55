"""Sheets brought in: all or nothing, the same twice changes nothing, doubts wait for a person."""

import datetime

import pytest
from oscar.apps.catalogue.models import Product

from catalog import places_load
from catalog.intake import (
    BadCell,
    ReviewClosed,
    SecondOfficerNeeded,
    apply_review,
    bring_in,
    dismiss_review,
    running,
)
from catalog.models import (
    FactsChange,
    ImportRun,
    IssuingAuthority,
    Producer,
    RecognitionDecision,
    ReviewRow,
    StarCertification,
)
from catalog.reference import load_reference
from showrooms.models import StockPlace
from tests.catalog.register import everything
from tests.catalog.spreadsheets import sheet

COUNTED = (Producer, Product, RecognitionDecision, StarCertification, ImportRun, ReviewRow)


def counts():
    return [model.objects.count() for model in COUNTED]


def tally(result):
    return [result.count(answer) for answer in ("entered", "known", "review", "waiting")]


@pytest.fixture
def second(make):
    return make.user("officer")


@pytest.fixture
def officer(make):
    return make.user("officer")


def test_47_revocations_of_which_two_producers_are_misspelt(revoked_47, officer, second):
    upload = sheet("revocations", *revoked_47)
    before = counts(), everything()

    dry = bring_in("revocations", upload)

    assert (tally(dry), dry.errors, dry.is_written) == ([45, 0, 2, 0], [], False)
    assert (counts(), everything()) == before

    done = bring_in("revocations", upload, by=officer, second=second, apply=True)

    assert (tally(done), done.is_written) == ([45, 0, 2, 0], True)
    assert StarCertification.objects.filter(status="revoked").count() == 45
    run = ImportRun.objects.get()
    assert (run.by, run.second, run.entered, run.in_review) == (officer, second, 45, 2)
    assert {row.number for row in ReviewRow.objects.all()} == {10, 32}

    held = counts(), everything()
    again = bring_in("revocations", upload, by=officer, second=second, apply=True)

    assert (tally(again), again.is_written) == ([0, 45, 0, 2], False)
    assert (counts(), everything()) == held


def test_a_second_officer_applies_a_row_that_waited(revoked_47, officer, second):
    bring_in(
        "revocations", sheet("revocations", *revoked_47), by=officer, second=second, apply=True
    )
    row = ReviewRow.objects.first()
    (candidate,) = row.candidates
    product = Product.objects.get(pk=candidate)

    apply_review(row, by=second, product=product)

    row.refresh_from_db()
    star = product.certifications.get()
    assert (row.state, row.decided_by) == ("applied", second)
    assert (star.status, star.revocation_document) == ("revoked", "58/QĐ-UBND")
    assert star.ends_on is not None
    with pytest.raises(ReviewClosed):
        dismiss_review(row, by=second, reason="nhầm")


def test_the_first_officer_cannot_apply_the_own_doubts(revoked_47, officer, second, make):
    bring_in(
        "revocations", sheet("revocations", *revoked_47), by=officer, second=second, apply=True
    )
    row = ReviewRow.objects.first()
    product = Product.objects.get(pk=row.candidates[0])
    held = everything()

    for somebody in (officer, make.user("producer")):
        with pytest.raises(SecondOfficerNeeded):
            apply_review(row, by=somebody, product=product)
    with pytest.raises(BadCell):
        apply_review(row, by=second)

    assert everything() == held
    assert ReviewRow.objects.filter(state="waiting").count() == 2


def test_a_row_set_aside_is_asked_no_more(revoked_47, officer, second):
    upload = sheet("revocations", *revoked_47)
    bring_in("revocations", upload, by=officer, second=second, apply=True)
    for row in ReviewRow.objects.all():
        with pytest.raises(BadCell):
            dismiss_review(row, by=second, reason=" ")
        dismiss_review(row, by=second, reason="Không phải sản phẩm của tỉnh.")

    again = bring_in("revocations", upload, by=officer, second=second, apply=True)

    assert tally(again) == [0, 47, 0, 0]


def test_revocations_want_two_officers(revoked_47, officer, make):
    upload = sheet("revocations", *revoked_47)
    held = everything()

    for people in ({}, {"by": officer}, {"by": officer, "second": officer}):
        with pytest.raises(SecondOfficerNeeded):
            bring_in("revocations", upload, **people, apply=True)
    with pytest.raises(SecondOfficerNeeded):
        bring_in("revocations", upload, by=officer, second=make.user("keeper"), apply=True)

    assert everything() == held


def test_one_wrong_cell_keeps_every_row_out(revoked_47, officer, second):
    revoked_47[40]["effective_on"] = "31/02/2025"
    held = counts(), everything()

    result = bring_in(
        "revocations", sheet("revocations", *revoked_47), by=officer, second=second, apply=True
    )

    (error,) = result.errors
    assert (error.row, error.header, error.value) == (42, "Thu hồi từ ngày", "31/02/2025")
    assert (counts(), everything()) == held


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"product": "Trà sen"}, "Tên sản phẩm"),
        ({"producer": "HTX Ở Đâu Xa Lắm", "product": "Trà sen"}, "Chủ thể"),
        ({"number": "999/QĐ-UBND"}, "Số QĐ công nhận"),
    ],
)
def test_what_the_register_does_not_know_is_an_error_beside_its_cell(
    revoked_47, officer, second, change, column
):
    revoked_47[3] |= change
    held = counts(), everything()

    result = bring_in(
        "revocations", sheet("revocations", *revoked_47), by=officer, second=second, apply=True
    )

    assert [(error.row, error.header) for error in result.errors] == [(5, column)]
    assert (counts(), everything()) == held


@pytest.fixture
def places(make):
    make.commune("Long Xuyên")
    make.commune("Tri Tôn")
    load_reference()


PRODUCER = {"commune": "Phường Long Xuyên", "province": "An Giang"}


def test_producers_are_registered_with_their_stores(places, officer):
    upload = sheet(
        "producers",
        {**PRODUCER, "legal_name": "HTX Sen Quê", "tax_code": "0101248141", "phone": "0912345678"},
        {**PRODUCER, "legal_name": "Cơ sở Bà Tư", "former_names": "Bà Tư; Mắm Bà Tư"},
    )

    result = bring_in("producers", upload, by=officer, apply=True)

    assert (tally(result), result.errors) == ([2, 0, 0, 0], [])
    first, other = Producer.objects.order_by("pk")
    assert (first.legal_form, first.tax_code, first.phone) == (
        "cooperative",
        "0101248141",
        "+84912345678",
    )
    assert (other.legal_form, other.former_names) == (
        "production_establishment",
        ["Bà Tư", "Mắm Bà Tư"],
    )
    assert StockPlace.objects.count() == 2
    assert set(FactsChange.objects.values_list("is_entry", "by")) == {(True, officer.pk)}
    assert tally(bring_in("producers", upload, by=officer, apply=True)) == [0, 2, 0, 0]


def test_a_producer_nearly_known_waits_and_may_be_new(places, officer, second, make):
    make.producer("HTX Sen Quê Hương")
    upload = sheet("producers", {**PRODUCER, "legal_name": "HTX Xen Quê Hương"})
    bring_in("producers", upload, by=officer, apply=True)
    (row,) = ReviewRow.objects.all()

    assert (row.subject, row.question, Producer.objects.count()) == ("producer", "near", 1)
    apply_review(row, by=second)

    assert Producer.objects.filter(legal_name="HTX Xen Quê Hương").exists()


def test_two_tax_codes_are_two_firms(places, officer, make):
    make.producer("HTX Sen Quê", tax_code="0100109106")
    upload = sheet("producers", {**PRODUCER, "legal_name": "HTX Sen Quê", "tax_code": "0101248141"})

    assert tally(bring_in("producers", upload, by=officer, apply=True)) == [1, 0, 0, 0]


@pytest.mark.parametrize("where", [("Tri Tôn", "An Giang", "91"), ("Ba Vì", "Hà Nội", "01")])
def test_one_name_in_two_places_is_a_question(places, officer, make, where):
    name, province, code = where
    make.producer("HTX Sen Quê", where=make.commune(name, province, province_code=code))
    upload = sheet("producers", {**PRODUCER, "legal_name": "HTX Sen Quê"})

    assert tally(bring_in("producers", upload, by=officer, apply=True)) == [0, 0, 1, 0]
    assert ReviewRow.objects.get().question == "elsewhere"


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"commune": "Phường Ở Đâu"}, "Xã, phường"),
        ({"province": "Hà Nội"}, "Xã, phường"),
        ({"legal_name": "Sen Quê"}, "Loại hình"),
    ],
)
def test_a_producer_that_cannot_be_placed_is_an_error(places, officer, change, column):
    upload = sheet("producers", {**PRODUCER, "legal_name": "HTX Sen Quê", **change})

    result = bring_in("producers", upload, by=officer, apply=True)

    assert [error.header for error in result.errors] == [column]
    assert Producer.objects.count() == 0


def test_products_are_registered_for_their_producers(places, officer, make):
    maker = make.producer("HTX Sen Quê", tax_code="0101248141")
    upload = sheet(
        "products",
        {"producer": "Sen Quê", "title": "Trà sen 100 g", "group": "thực phẩm", "price": "75.000"},
        {"producer": "Sen Que", "tax_code": "0101248141", "title": "Trà sen 200 g", "set": "11"}
        | {"group": "FOOD", "net_content": 200, "is_health_food": "x"},
    )

    result = bring_in("products", upload, by=officer, apply=True)

    assert (tally(result), result.errors) == ([2, 0, 0, 0], [])
    tea = Product.objects.get(title="Trà sen 200 g")
    assert (tea.facts.producer, tea.facts.set.number) == (maker, 11)
    assert tea.facts.is_health_food
    assert tally(bring_in("products", upload, by=officer, apply=True)) == [0, 2, 0, 0]


def test_a_product_of_a_misspelt_producer_waits(places, officer, second, make):
    maker = make.producer("HTX Sen Quê Hương")
    row = {"producer": "HTX Xen Quê Hương", "title": "Trà sen", "group": "Thực phẩm"}
    bring_in("products", sheet("products", row), by=officer, apply=True)

    apply_review(ReviewRow.objects.get(), by=second, producer=maker)

    assert Product.objects.get(title="Trà sen").facts.producer == maker


DECISION = {
    "number": "86/QĐ-UBND",
    "decided_on": "12/03/2026",
    "authority": "Ủy ban nhân dân tỉnh An Giang",
    "producer": "HTX Sen Quê",
}


def test_a_decision_becomes_pending_lines_and_no_stars(places, officer, make, today):
    maker = make.producer("HTX Sen Quê")
    products = [make.product(title, by=maker) for title in ("Trà sen", "Mứt sen")]
    upload = sheet(
        "decisions",
        {**DECISION, "product": "Trà sen", "stars": "4 sao", "is_potential_five_star": "x"},
        {**DECISION, "number": "86/qđ-ubnd ", "product": "Mứt sen", "stars": 3, "score": "61,5"},
    )

    result = bring_in("decisions", upload, by=officer, apply=True)

    assert (tally(result), result.errors) == ([2, 0, 0, 0], [])
    decision = RecognitionDecision.objects.get()
    assert decision.authority == IssuingAuthority.objects.get(unit__name="An Giang")
    tea, jam = (product.certifications.get() for product in products)
    assert (tea.status, tea.stars, tea.is_potential_five_star) == ("pending", 4, True)
    assert (jam.status, jam.recorded_by, jam.evidence) == ("pending", officer, "A")
    assert jam.valid_until == datetime.date(2029, 3, 12)
    assert tally(bring_in("decisions", upload, by=officer, apply=True)) == [0, 2, 0, 0]


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"authority": "Hội Nông dân"}, "Cơ quan ban hành"),
        ({"valid_until": "01/01/2026"}, "Có giá trị đến"),
        ({"decided_on": "01/03/2019"}, "Ngày quyết định"),
        ({"is_potential_five_star": "x", "stars": 3}, "Tiềm năng 5 sao"),
        ({"decided_on": "01/01/2090"}, "Ngày quyết định"),
    ],
)
def test_what_no_decision_says_is_an_error(places, officer, make, change, column):
    make.product("Trà sen", by=make.producer("HTX Sen Quê"))
    upload = sheet("decisions", {**DECISION, "product": "Trà sen", "stars": 4, **change})
    held = counts(), everything()

    result = bring_in("decisions", upload, by=officer, apply=True)

    assert [error.header for error in result.errors] == [column]
    assert (counts(), everything()) == held


def test_other_stars_under_a_known_decision_are_an_error(places, officer, make):
    make.product("Trà sen", by=make.producer("HTX Sen Quê"))
    row = {**DECISION, "product": "Trà sen", "stars": 4}
    bring_in("decisions", sheet("decisions", row), by=officer, apply=True)
    held = everything()

    result = bring_in("decisions", sheet("decisions", row | {"stars": 3}), by=officer, apply=True)

    assert [error.header for error in result.errors] == ["Hạng sao"]
    assert everything() == held


def test_only_officers_bring_in(places, make):
    upload = sheet("producers", {**PRODUCER, "legal_name": "HTX Sen Quê"})

    for somebody in (None, make.user("producer"), make.user("officer", is_active=False)):
        with pytest.raises(SecondOfficerNeeded):
            bring_in("producers", upload, by=somebody, apply=True)

    assert Producer.objects.count() == 0


@pytest.fixture
def every_place(db):
    places_load.load_places()
    load_reference()


@pytest.mark.slow
def test_old_places_and_districts_are_found(every_place, officer, make):
    producers = sheet(
        "producers",
        {
            "legal_name": "HTX Sen Quê",
            "commune": "P. Mỹ Long, TP. Long Xuyên",
            "province": "An Giang",
        },
    )
    assert bring_in("producers", producers, by=officer, apply=True).errors == []
    assert Producer.objects.get().place.commune.name == "Long Xuyên"
    make.product("Trà sen", by=Producer.objects.get())
    decisions = sheet(
        "decisions",
        {
            **DECISION,
            "decided_on": "12/11/2024",
            "authority": "UBND huyện Tri Tôn, tỉnh An Giang",
            "product": "Trà sen",
            "stars": 3,
        },
    )

    assert bring_in("decisions", decisions, by=officer, apply=True).errors == []

    assert RecognitionDecision.objects.get().authority.level == "district"


def test_what_a_field_refuses_is_told_in_both_languages(places, officer):
    upload = sheet("producers", {**PRODUCER, "legal_name": "HTX " + "Sen " * 40})

    (error,) = bring_in("producers", upload, by=officer, apply=True).errors

    assert error.header == "Tên thương mại"
    assert "120" in error.reason.words("vi")
    assert "at most 120 characters" in error.reason.words("en")


def test_suspended_stars_are_not_revoked_from_a_later_day_on(revoked_47, officer, second, today):
    star = StarCertification.objects.order_by("pk").first()
    StarCertification.objects.filter(pk=star.pk).update(status="suspended")
    revoked_47[0]["effective_on"] = today + datetime.timedelta(days=3)

    result = bring_in("revocations", sheet("revocations", revoked_47[0]), by=officer)

    assert [error.header for error in result.errors] == ["Thu hồi từ ngày"]


def test_a_long_sheet_is_tried_in_pieces_and_entered_whole(places, officer, monkeypatch):
    monkeypatch.setattr(running, "PIECE", 2)
    monkeypatch.setattr(running, "PAUSE_SECONDS", 0)
    names = ("HTX Sen Quê", "HTX Ba Tre", "HTX Tri Tôn", "HTX Bảy Núi", "HTX Sen Quê")
    upload = sheet("producers", *({**PRODUCER, "legal_name": name} for name in names))
    told = []

    dry = bring_in("producers", upload, progress=told.append)
    done = bring_in("producers", upload, by=officer, apply=True)

    assert (dry.errors, sum(tally(dry)), Producer.objects.count()) == ([], 5, 4)
    assert tally(done) == [4, 1, 0, 0]
