"""Pages shown when something is wrong: none may need what may be broken."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from django.views import defaults


@pytest.mark.parametrize("template", ["400.html", "500.html"])
def test_pages_of_broken_requests_need_no_database_and_speak_both_languages(template):
    html = render_to_string(template)

    assert 'lang="vi"' in html
    assert 'lang="en"' in html
    assert "shop.css" in html
    assert "<script" not in html


def test_a_broken_server_answers_with_its_own_page():
    answer = defaults.server_error(RequestFactory().get("/"))

    assert answer.status_code == 500
    assert "Về trang chủ" in answer.content.decode()


@pytest.mark.parametrize(
    ("template", "words"), [("403.html", "somebody else"), ("410.html", "This page is gone")]
)
def test_other_pages_of_errors_keep_the_frame(db, template, words):
    request = RequestFactory().get("/en/x/")
    request.cacheable = True

    with translation.override("en"):
        html = render_to_string(template, request=request)

    assert words in html
    assert html.count("<h1") == 1
    assert 'role="search"' in html
