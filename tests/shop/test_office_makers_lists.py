"""The officers' lists of producers and products, and the page that says why one is not on sale."""

import csv
import io
from decimal import Decimal

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from oscar.apps.partner.models import StockRecord

from catalog.registration import change_product
from tests.shop.test_obstacles import planted

# Session, person, roles, and what Wagtail asks for its menu; at most.
FRAME = 12


@pytest.fixture
def office(client, make):
    client.force_login(make.user("officer"))
    return client


def counted(call) -> tuple:
    """(what a call gives, how many queries it took)."""
    with CaptureQueriesContext(connection) as queries:
        return call(), len(queries)


def titles(page) -> list[str]:
    return [row["product"].title for row in page.context["rows"]]


def names(page) -> list[str]:
    return [maker.trade_name for maker in page.context["page"]]


def counts(page) -> dict:
    return {sale: count for sale, _label, count, _chosen in page.context["sales"]}


def products(office, **asked):
    return office.get(reverse("office_products"), asked)


def producers(office, **asked):
    return office.get(reverse("office_producers"), asked)


def as_rows(answer) -> list[list]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_list_says_what_is_on_sale_and_why_not(shop, office, make):
    make.on_sale("Khô cá")
    make.product("Trà sen")

    page = products(office)

    assert titles(page) == ["Khô cá", "Trà sen"]
    assert counts(page) == {"": 2, "on": 1, "off": 1}
    assert "chưa có chứng nhận được thẩm tra, kho của chủ thể hết hàng" in page.content.decode()


def test_the_list_narrows_to_one_reason_of_all(shop, office, make):
    for code in ("no_weight", "expired", "no_price"):
        product = planted(make, code)
        product.title = code
        product.save()

    assert titles(products(office, because="no_weight")) == ["no_weight"]
    assert titles(products(office, because="expired", sale="off")) == ["expired"]
    assert titles(products(office, sale="on")) == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "tra sen"}, ["Trà sen"]),
        ({"q": "8934567890120"}, ["Trà sen"]),
        ({"q": "htx b"}, ["Rượu nếp"]),
        ({"group": "BEVERAGE"}, ["Rượu nếp"]),
        ({"status": "candidate"}, ["Trà sen"]),
        ({"status": "loud", "because": "everything"}, ["Rượu nếp", "Trà sen"]),
        ({"q": "%_'\""}, []),
    ],
)
def test_the_list_finds_and_narrows(office, make, asked, found):
    make.product("Trà sen", by=make.producer("HTX A"), gtin="8934567890120", status="candidate")
    make.product("Rượu nếp", by=make.producer("HTX B"), group=make.group("BEVERAGE"))

    assert titles(products(office, **asked)) == found


def test_the_list_narrows_to_a_province(office, make):
    far = make.commune("Cao Lãnh", "Đồng Tháp", province_code="82")
    make.product("Ở xa", by=make.producer("HTX B", where=far))
    make.product("Ở gần")

    assert titles(products(office, province=far.parent_id)) == ["Ở xa"]
    assert names(producers(office, province=far.parent_id)) == ["HTX B"]


def test_a_long_list_has_pages_and_a_steady_number_of_queries(shop, office, make):
    make.product("a")
    products(office)
    _page, few = counted(lambda: products(office))
    for number in range(55):
        make.product(f"p{number:02}")

    first, many = counted(lambda: products(office))
    second = products(office, page="2")

    assert few == many <= FRAME + 12

    assert (len(titles(first)), len(titles(second))) == (50, 6)


def test_a_file_holds_the_whole_list_and_no_formula(shop, office, make):
    make.on_sale("=HYPERLINK(1)", gtin="8934567890120")
    make.product("Trà sen", price=None)

    sheet = office.get(reverse("office_products_xlsx"))
    rows = list(openpyxl.load_workbook(io.BytesIO(sheet.content)).active.values)
    text = as_rows(office.get(reverse("office_products_csv"), {"sale": "off"}))

    assert rows[1][1] == "'=HYPERLINK(1)" and rows[1][12] == 75_000
    assert rows[1][-2:] == ("có", None)
    assert [row[1] for row in text[1:]] == ["Trà sen"]
    assert "chưa có giá" in text[1][-1]


CURES = {
    "inactive": ("producer", "id_is_active"),
    "hidden": ("product", "id_status"),
    "medicine": ("product", "id_is_medicine"),
    "service": ("product", "id_is_service"),
    "no_price": ("product", "id_price"),
    "no_weight": ("product", "id_parcel_weight_g"),
    "too_heavy": ("product", "id_parcel_weight_g"),
    "no_fresh_zone": ("producer", "id_fresh_zones"),
}


@pytest.mark.parametrize("code", CURES)
def test_each_reason_leads_to_the_field_that_cures_it(shop, office, make, code):
    product = planted(make, code)
    page, field = CURES[code]
    pk = product.pk if page == "product" else product.facts.producer_id
    address = reverse(f"office_{page}_edit", args=[pk])

    html = office.get(reverse("office_product", args=[product.pk])).content.decode()

    assert f'href="{address}#{field}"' in html
    assert f'id="{field}"' in office.get(address).content.decode()


@pytest.mark.parametrize("code", ["no_star", "not_yet", "expired", "revoked", "suspended"])
def test_each_reason_of_the_register_leads_there(shop, office, make, code):
    product = planted(make, code)

    (reason,) = office.get(reverse("office_product", args=[product.pk])).context["reasons"]

    assert reason.code == code
    assert office.get(reason.url).status_code == 200


def test_a_certificate_that_waits_is_what_to_look_at(shop, office, make):
    product = planted(make, "no_star")
    waiting = make.star(product, status="pending")

    (reason,) = office.get(reverse("office_product", args=[product.pk])).context["reasons"]

    assert reason.url == reverse("office_certificate", args=[waiting.pk])


def test_no_stock_leads_to_who_can_enter_it(shop, office, make):
    product = planted(make, "no_stock")
    maker = product.facts.producer

    (reason,) = office.get(reverse("office_product", args=[product.pk])).context["reasons"]
    html = office.get(reason.url).content.decode()

    assert reason.url == reverse("office_producer", args=[maker.pk]) + "#reach"
    assert 'id="reach"' in html


def test_a_day_stands_beside_what_ended(shop, office, make):
    product = planted(make, "expired")
    last = product.certifications.get().valid_until

    html = office.get(reverse("office_product", args=[product.pk])).content.decode()

    assert f"ngày cuối là {last:%d/%m/%Y}" in html


def test_what_is_on_sale_says_so(shop, office, make):
    page = office.get(reverse("office_product", args=[make.on_sale().pk]))

    assert page.context["reasons"] == []
    assert [gap.code for gap in page.context["gaps"]] == ["no_photo", "no_english"]
    assert "Đang bán ngày" in page.content.decode()


def test_the_log_stands_in_words(office, make):
    product = make.product()
    change_product(product, by=make.user(full_name="Lê Thị Bưởi"), allergens=["fish"], is_live=True)

    html = office.get(reverse("office_product", args=[product.pk])).content.decode()

    assert "Lê Thị Bưởi" in html
    assert "<del>chưa hỏi</del> → <ins>cá</ins>" in html
    assert "<del>không</del> → <ins>có</ins>" in html


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "sen que"}, ["HTX Sen Quê"]),
        ({"q": "cơ sở cũ"}, ["HTX Sen Quê"]),
        ({"q": "0100109106"}, ["HTX Sen Quê"]),
        ({"state": "no_products"}, ["HTX Sen Quê"]),
        ({"state": "no_tax_code"}, ["Hộ Bưởi"]),
        ({"state": "inactive"}, ["Hộ Bưởi"]),
        ({"legal_form": "business_household"}, ["Hộ Bưởi"]),
        ({"state": "no_people"}, ["HTX Sen Quê", "Hộ Bưởi"]),
        ({"q": "nobody"}, []),
    ],
)
def test_producers_are_found_by_all_their_names(office, make, asked, found):
    make.producer("HTX Sen Quê", former_names=["Cơ sở cũ"], tax_code="0100109106")
    household = make.producer("Hộ Bưởi", legal_form="business_household", is_active=False)
    make.product(by=household)

    assert names(producers(office, **asked)) == found


def test_producers_cost_a_steady_number_of_queries(office, make):
    make.producer()
    producers(office)
    _page, few = counted(lambda: producers(office))
    for number in range(5):
        make.producer(f"HTX {number}")

    page, many = counted(lambda: producers(office))

    assert few == many <= FRAME + 3
    assert len(names(page)) == 6


def test_the_file_of_producers(office, make):
    make.producer("HTX Sen", phone="+84912345678", former_names=["A", "B"])

    (heads, row) = as_rows(office.get(reverse("office_producers_csv")))

    assert dict(zip(heads, row, strict=True))["Điện thoại"] == "0912 345 678"
    assert "A; B" in row


def test_a_producer_shows_its_products_and_its_people(shop, office, make):
    person = make.user("producer", full_name="Võ Thị Mận")
    maker = make.producer(members=[person])
    make.on_sale("Khô cá", by=maker)
    StockRecord.objects.filter(product=make.on_sale("Trà", by=maker)).update(price=None)

    html = office.get(reverse("office_producer", args=[maker.pk])).content.decode()

    assert "Võ Thị Mận" in html and "Khô cá" in html
    assert "chưa có giá" in html
    assert Decimal(75_000) == StockRecord.objects.get(product__title="Khô cá").price
