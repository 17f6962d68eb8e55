"""The main job, in a browser: from a certified product to an order on a producer's phone."""

import re

import pytest

from .conftest import DESKTOP, PHONE
from .visiting import sign_in

PRODUCT = "/products/?q=đường+thốt+nốt+bột"
FIELDS = {
    "full_name": "Phan Thị Lành",
    "phone": "0901 000 222",
    "street": "Số 5, ấp Minh Họa",
}

pytestmark = pytest.mark.browser


def order(page, prefix: str = "", method: str = "cod") -> str:
    """Buy one bag of palmyra sugar; returns the code of the order."""
    page.goto(prefix + PRODUCT)
    page.locator("main .card a").first.click()
    page.locator("form[action$='/basket/add/'] button[type=submit]").first.click()
    page.goto(f"{prefix}/checkout/?province=91")
    for name, value in FIELDS.items():
        page.fill(f"[name={name}]", value)
    page.select_option("[name=commune]", label=re.compile("Rạch Giá|Rach Gia"))
    page.check(f"[name=method][value={method}]")
    page.check("[name=terms]")
    page.locator("form[action$='/checkout/review/'] button[type=submit]:visible").last.click()
    page.locator("form[action$='/checkout/place/'] button[type=submit]").first.click()
    page.wait_for_url("**/orders/*")
    return re.search(r"/orders/([^/]+)/", page.url)[1]


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_a_guest_orders_on_a_phone(open_page, javascript):
    page = open_page(PHONE, javascript=javascript)

    code = order(page)

    words = page.locator("main").inner_text()
    assert code in words
    assert "Phan Thị Lành" in words
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_an_english_visitor_pays_by_transfer(open_page):
    page = open_page(DESKTOP)

    code = order(page, prefix="/en", method="transfer")

    assert page.locator("svg.qr, .qr svg").first.bounding_box()["width"] >= 200
    assert code in page.locator("main").inner_text()


def test_the_producer_confirms_and_sends_it_from_a_phone(open_page):
    code = order(open_page(PHONE))
    phone = open_page(PHONE)
    sign_in(phone, "producer")

    phone.goto("/producer/orders/")
    phone.locator("main a", has_text=code).first.click()
    phone.locator("form[action$='/confirm/'] button[type=submit]").first.click()
    phone.fill("[name=carrier]", "Bưu cục")
    phone.fill("[name=number]", "MH123")
    phone.locator("form[action$='/send/'] button[type=submit]").first.click()

    assert "MH123" in phone.locator("main").inner_text()


def test_a_double_click_orders_once(open_page):
    page = open_page(PHONE)
    page.goto(PRODUCT)
    page.locator("main .card a").first.click()
    page.locator("form[action$='/basket/add/'] button[type=submit]").first.click()
    page.goto("/checkout/?province=91")
    for name, value in FIELDS.items():
        page.fill(f"[name={name}]", value)
    page.select_option("[name=commune]", label=re.compile("Rạch Giá"))
    page.check("[name=terms]")
    page.locator("form[action$='/checkout/review/'] button[type=submit]:visible").last.click()

    page.locator("form[action$='/checkout/place/'] button[type=submit]").first.dblclick()
    page.wait_for_url("**/orders/*")
    first = page.url
    page.go_back()
    page.locator("form[action$='/checkout/place/'] button[type=submit]").first.click()
    page.wait_for_url("**/orders/*")

    assert page.url.split("?")[0] == first.split("?")[0]


def test_an_officer_sees_the_transfer_to_tick(open_page):
    code = order(open_page(PHONE), method="transfer")
    office = open_page(DESKTOP)
    sign_in(office, "officer")

    office.goto("/office/transfers/")

    assert code in office.locator("body").inner_text()
