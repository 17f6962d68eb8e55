"""The editors' part of the front page, and what Wagtail's admin shows of it."""

import pytest
from wagtail.models import Locale, Page

from cms.front import front_page
from cms.models import HomePage


@pytest.fixture
def english(make):
    page = HomePage(
        title="Home",
        slug="home-en",
        heading="River and hills",
        locale=Locale.objects.get(language_code="en"),
    )
    Page.objects.get(depth=1).add_child(instance=page)
    return page


@pytest.fixture
def officer(client, make):
    person = make.user(is_superuser=True)
    client.force_login(person)
    return person


def test_each_language_has_its_page(english):
    assert front_page("en") == english
    assert front_page("vi").locale.language_code == "vi"


def test_a_draft_is_not_shown(english):
    english.unpublish()

    assert front_page("en").locale.language_code == "vi"


def test_a_page_knows_its_address(english, settings):
    assert english.full_url == f"{settings.SITE_URL}/en/"
    assert front_page("vi").full_url == f"{settings.SITE_URL}/"


def test_editors_change_words_and_picture(client, officer, english):
    answer = client.get(f"/office/pages/{english.pk}/edit/")

    assert answer.status_code == 200
    html = answer.content.decode()
    for field in ("heading", "lead", "picture", "notice"):
        assert f'name="{field}"' in html


def test_a_draft_can_be_previewed(client, officer, english):
    answer = client.get(f"/office/pages/{english.pk}/view_draft/", follow=True)

    assert answer.status_code == 200
    assert "River and hills" in answer.content.decode()


def test_menus_hold_nothing_unused(client, officer):
    html = client.get("/office/").content.decode()

    assert "/office/redirects/" not in html
    assert "/office/sites/" not in html
    assert "/office/images/" in html
