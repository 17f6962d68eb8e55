"""The frame of every page: header state, forms, formats and addresses."""

import re

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from marketplace.kernel.addresses import in_language, language_of, without_language
from marketplace.kernel.markup import draw


class Sample(forms.Form):
    phone = forms.CharField(label="Điện thoại", max_length=40, help_text="Để bưu tá gọi")
    email = forms.EmailField(label="Thư", required=False)
    way = forms.ChoiceField(
        label="Cách", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label="Đồng ý")


def render(source, **names) -> str:
    return Template("{% load shop_format %}" + source).render(Context(names))


def test_the_header_says_who_is_in_and_how_much_is_in_the_basket(client, make):
    client.force_login(make.user(full_name="Trần Văn Lúa"))

    answer = client.get("/fragments/header")

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert "Trần Văn Lúa" in answer.content.decode() or "Lúa" in answer.content.decode()


def test_a_stranger_gets_plain_links_and_no_cookie(client, make):
    answer = client.get("/fragments/header")

    assert 'href="/basket/"' in answer.content.decode()
    assert not answer.cookies


def test_the_header_is_only_read(client, make):
    assert client.post("/fragments/header").status_code == 405


def test_a_field_shows_label_hint_and_error_and_ties_them_together():
    form = Sample({"email": "no address"})

    with translation.override("vi"):
        html = str(form)

    assert '<label class="field__label" for="id_phone">Điện thoại' in html
    assert 'id="id_phone_helptext">Để bưu tá gọi' in html
    assert 'aria-describedby="id_phone_helptext id_phone_error"' in html
    assert 'id="id_phone_error"' in html
    assert "(không bắt buộc)" in html
    assert "<legend" in html


def test_the_summary_leads_to_each_wrong_field():
    html = render_to_string("components/error_summary.html", {"form": Sample({})})

    assert 'href="#id_phone"' in html
    assert 'href="#id_agreed"' in html
    assert "data-focus" in html


def test_the_summary_names_the_field_that_is_too_long():
    html = render_to_string("components/error_summary.html", {"form": Sample({"phone": "0" * 99})})

    assert re.search(r'href="#id_phone">Điện thoại: \w', html)


def test_a_form_without_errors_has_no_summary():
    assert not render_to_string("components/error_summary.html", {"form": Sample()}).strip()


def test_the_title_of_a_page_with_errors_says_so(db):
    request = RequestFactory().get("/checkout/")
    request.cacheable = True

    with translation.override("vi"):
        html = render_to_string("base.html", {"form": Sample({})}, request)

    assert "<title>Lỗi: " in html


@pytest.mark.parametrize(("language", "written"), [("vi", "120.000\xa0₫"), ("en", "₫120,000")])
def test_money_is_written_as_its_reader_writes_it(language, written):
    with translation.override(language):
        assert render("{{ 120000|dong }}") == written


def test_no_price_is_written_as_nothing():
    assert render("{{ none|dong }}", none=None) == ""


def test_phones_are_written_as_they_are_read_aloud():
    assert render("{{ '+84912345678'|phone }}") == "0912 345 678"
    assert render("{{ 'ask us'|phone }}") == "ask us"


@pytest.mark.parametrize(
    ("path", "vietnamese", "english"),
    [
        ("/", "/", "/en/"),
        ("/en/", "/", "/en/"),
        ("/products/a-1/?q=x", "/products/a-1/?q=x", "/en/products/a-1/?q=x"),
        ("/en/basket/", "/basket/", "/en/basket/"),
        ("/energy/", "/energy/", "/en/energy/"),
    ],
)
def test_an_address_has_one_form_in_each_language(path, vietnamese, english):
    assert without_language(path) == vietnamese
    assert in_language(path, "vi") == vietnamese
    assert in_language(path, "en") == english
    assert language_of(vietnamese) == "vi"
    assert language_of(english) == "en"


def test_the_language_link_keeps_the_query():
    request = RequestFactory().get("/products/?q=mắm&page=2")

    html = render("{% other_language_url %}", request=request)

    assert html.startswith("/en/products/?q=")
    assert html.endswith("page=2")


def test_plain_text_becomes_headings_lists_and_paragraphs_and_nothing_else():
    html = draw("## Ai bán\nNhà sản xuất\n\n- một\n- <b>hai</b>\n\ndòng\ndòng")

    assert html == (
        "<h2>Ai bán</h2><p>Nhà sản xuất</p>\n"
        "<ul><li>một</li><li>&lt;b&gt;hai&lt;/b&gt;</li></ul>\n"
        "<p>dòng<br>dòng</p>"
    )


def test_data_cannot_leave_its_script_element():
    html = render("{{ data|json_ld }}", data={"name": "</script><b>&"})

    assert html == r'{"name": "\u003C/script\u003E\u003Cb\u003E\u0026"}'
