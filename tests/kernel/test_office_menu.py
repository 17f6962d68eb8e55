"""The officers' menu: their tasks, and nothing of Wagtail's that nobody here uses."""

import pytest
from django.test import RequestFactory
from django.urls import get_resolver, resolve
from django.utils.translation import override
from wagtail.admin.menu import admin_menu
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.users.models import UserProfile

from marketplace.kernel.accounts import views
from marketplace.kernel.accounts.errors import server_error

pytestmark = pytest.mark.django_db
TASKS = {
    "Đơn hàng và tiền",
    "Sổ chứng nhận và hạn",
    "Chủ thể và sản phẩm",
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


def test_whoever_holds_all_rights_sees_the_same_menu(request_of):
    with override("vi"):
        menu = lines(admin_menu.render_component(request_of("officer", is_superuser=True)))

    assert set(menu) <= TASKS
    assert "/office/users/" not in menu["Thiết lập"].values()


@pytest.fixture
def officer(make, client):
    person = make.user("officer")
    client.force_login(person)
    return person


def speaks(person, language):
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": language})


UNUSED = [
    "api/main/pages/",
    "api/v3/pages/",
    "workflows/list/",
    "reports/site-history/",
    "reports/workflow/",
    "redirects/",
    "sites/",
    "groups/",
    "users/",
    "users/1/",
    "bulk/accounts/user/delete/",
    "locales/",
    "collections/",
    "snippets/",
    "settings/cms/operator/",
    "embeds/chooser/",
    "styleguide/",
    "failwhale/",
    "pages/2/workflow_history/",
]


@pytest.mark.parametrize("address", UNUSED)
def test_what_nobody_uses_is_absent_even_with_all_rights(client, make, address):
    client.force_login(make.user("officer", is_superuser=True))

    answer = client.get(f"/office/{address}")

    assert answer.status_code == 404
    assert "Văn phòng không có trang nào ở địa chỉ này." in answer.content.decode()


@pytest.mark.parametrize("verb", ["publish", "unpublish", "copy", "delete", "move"])
def test_pages_cannot_be_changed_through_an_api(client, officer, verb):
    before = list(Page.objects.values_list("pk", "live", "path"))

    answer = client.post(f"/office/api/main/pages/2/action/{verb}/", {})

    assert answer.status_code == 404
    assert list(Page.objects.values_list("pk", "live", "path")) == before


def apis_of_wagtail(patterns=None, prefix=""):
    """Where a view of one of Wagtail's interfaces stands: v2, v3 (Ninja) or the admin's own."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        here = prefix + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            yield from apis_of_wagtail(entry.url_patterns, here)
        elif entry.callback.__module__.startswith(("wagtail.api", "wagtail.admin.api", "ninja")):
            yield here


def test_the_one_interface_wagtail_mounts_is_stood_before():
    mounted = list(apis_of_wagtail())

    assert all(address.startswith("office/api/") for address in mounted)
    assert resolve("/office/api/main/pages/").func is views.absent
    assert resolve("/office/api/main/pages/2/action/publish/").func is views.absent


def test_an_officer_chooses_the_language(client, officer):
    for language, told in (("en", "There is no page"), ("vi", "Văn phòng không có trang nào")):
        speaks(officer, language)
        answer = client.get("/office/nowhere/")

        assert told in answer.content.decode()
        assert answer["Content-Language"] == language


@pytest.mark.parametrize(("language", "told"), [("vi", "Yêu cầu"), ("en", "This request")])
def test_nonsense_is_answered_in_the_officers_language(client, officer, language, told):
    speaks(officer, language)

    answer = client.get("/office/choose-page/chosen-multiple/?id=abc")

    assert answer.status_code == 400
    assert told in answer.content.decode()
    assert 'href="/office/"' in answer.content.decode()


def test_an_error_leads_back_into_the_office(rf):
    answer = server_error(rf.get("/office/late/"))

    assert answer.status_code == 500
    assert 'href="/office/"' in answer.content.decode()
    assert 'href="/office/"' not in server_error(rf.get("/basket/")).content.decode()


def test_scripts_speak_vietnamese(client, officer):
    texts = client.get("/office/jsi18n/").content.decode()

    assert r"\u0110\u01b0\u1eddng k\u1ebb ngang" in texts  # Đường kẻ ngang
    assert '"Edit": "S\\u1eeda"' in texts


@pytest.mark.parametrize("model", [get_image_model(), get_document_model()])
def test_officers_keep_pictures_and_papers(officer, model):
    policy = policy_registry.get_by_type(model)

    for action in ("add", "change", "delete", "choose"):
        assert policy.user_has_permission(officer, action), action


def test_papers_are_added_on_wagtails_page(client, officer):
    assert client.get("/office/documents/multiple/add/").status_code == 200
