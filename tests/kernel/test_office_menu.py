"""The officers' menu: their tasks, and nothing of Wagtail's that nobody here uses."""

import pytest
from django.test import RequestFactory
from django.utils.translation import override
from wagtail.admin.menu import admin_menu

pytestmark = pytest.mark.django_db
TASKS = {
    "Đơn hàng và tiền",
    "Sổ chứng nhận và hạn",
    "Nhà sản xuất và sản phẩm",
    "Mọi người",
    "Câu chuyện và hội chợ",
    "Báo cáo",
    "Thiết lập",
}


@pytest.fixture
def request_of(make):
    def ask(role, **fields):
        request = RequestFactory().get("/office/")
        request.user = make.user(role, **fields)
        return request

    return ask


def lines(components) -> dict:
    """The menu as it is drawn: label -> address, or the lines below it."""
    return {
        str(line.label): lines(line.menu_items) if hasattr(line, "menu_items") else str(line.url)
        for line in components
    }


def test_the_menu_goes_by_task(request_of):
    with override("vi"):
        menu = lines(admin_menu.render_component(request_of("officer")))

    assert next(iter(menu)) == "Đơn hàng và tiền"
    assert "/office/images/" in menu["Câu chuyện và hội chợ"].values()
    assert list(menu)[-1] == "Thiết lập"
    assert menu["Đơn hàng và tiền"]["Chuyển khoản"] == "/office/transfers/"


def test_a_task_of_one_page_is_that_page(request_of):
    with override("vi"):
        menu = lines(admin_menu.render_component(request_of("officer")))

    pages = {label: below for label, below in menu.items() if not isinstance(below, dict)}
    assert all(address.startswith("/office/") for address in pages.values())
    assert all(len(below) > 1 for below in menu.values() if isinstance(below, dict))


def test_nothing_of_wagtails_own_is_offered_to_officers(request_of):
    with override("vi"):
        menu = lines(admin_menu.render_component(request_of("officer")))

    assert set(menu) <= TASKS
    assert "Người dùng" not in menu["Thiết lập"]


def test_whoever_holds_all_rights_also_keeps_the_accounts(request_of):
    with override("vi"):
        menu = lines(admin_menu.render_component(request_of("officer", is_superuser=True)))

    assert set(menu) <= TASKS
    assert "/office/users/" in menu["Thiết lập"].values()
