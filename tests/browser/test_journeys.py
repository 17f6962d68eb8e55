"""The main job, in a browser: from a certified product to an order on a producer's phone."""

import random
import re

import pytest

from .conftest import DESKTOP, PHONE
from .visiting import sign_in

PLACED = re.compile(r"/orders/[A-Z0-9]+/")
PRODUCT = "/products/?q=đường+thốt+nốt+bột"
pytestmark = pytest.mark.browser


def button(page, action: str):
    """The main button of the form of an address."""
    form = page.locator(f"form[action*='{action}']").first
    return form.locator("button.button:not(.button--second):not([formaction])").last


def press(page, action: str) -> None:
    button(page, action).click()
    page.wait_for_load_state()


def put_into_basket(page) -> None:
    with page.expect_response("**/basket/add/"):
        button(page, "/basket/add/").click()
    page.wait_for_load_state()


def fill_in(page) -> None:
    """Somebody new each time: unpaid orders are limited by phone and by address."""
    number = random.randrange(10_000_000)
    page.fill("[name=full_name]", "Phan Thị Lành")
    page.fill("[name=phone]", f"090{number:07d}")
    page.fill("[name=street]", f"Số {number}, ấp Minh Họa")
    choose_commune(page)


def choose_commune(page) -> None:
    wanted = page.locator("[name=commune] option", has_text=re.compile("Rạch Giá|Rach Gia"))
    page.select_option("[name=commune]", value=wanted.first.get_attribute("value"))


def order(page, prefix: str = "", method: str = "cod") -> str:
    """Buy one bag of palmyra sugar; returns the code of the order."""
    page.goto(prefix + PRODUCT)
    page.locator("main .card a").first.click()
    put_into_basket(page)
    page.goto(f"{prefix}/checkout/?province=91")
    fill_in(page)
    page.check(f"[name=method][value={method}]")
    page.check("[name=terms]")
    press(page, "/checkout/review/")
    press(page, "/checkout/place/")
    page.wait_for_url(PLACED, wait_until="commit")
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
    phone.wait_for_url("**/producer/orders/*/")
    parcel = phone.url
    press(phone, "/confirm/")
    phone.goto(parcel)
    phone.select_option("[name=way]", index=1)
    phone.fill("[name=number]", "MH123")
    press(phone, "/send/")
    phone.goto(parcel)

    assert "MH123" in phone.locator("main").inner_text()


def test_a_double_click_orders_once(open_page):
    page = open_page(PHONE)
    page.goto(PRODUCT)
    page.locator("main .card a").first.click()
    put_into_basket(page)
    page.goto("/checkout/?province=91")
    fill_in(page)
    page.check("[name=terms]")
    press(page, "/checkout/review/")

    button(page, "/checkout/place/").dblclick()
    page.wait_for_url(PLACED, wait_until="commit")

    page.goto("/basket/")
    assert page.locator("form[action*='/basket/remove/']").count() == 0


def test_an_officer_sees_the_transfer_to_tick(open_page):
    code = order(open_page(PHONE), method="transfer")
    office = open_page(DESKTOP)
    sign_in(office, "officer")

    office.goto("/office/transfers/")

    assert code in office.locator("body").inner_text()
