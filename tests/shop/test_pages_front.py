"""Front page, producer pages, binding texts, and what crawlers ask for."""

import datetime

import pytest
from wagtail.models import Locale, Page

from cms.models import HomePage, Operator
from marketplace.shop.models import LegalText


def text(client, address, status=200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_front_page_shows_what_was_certified_last(client, make, today):
    older = make.product("Mắm cá linh")
    make.star(older, effective_on=today - datetime.timedelta(days=90))
    newer = make.product("Trà lá sen")
    make.star(newer, effective_on=today - datetime.timedelta(days=2))
    make.product("Chưa có sao")
    hidden = make.product("Đã ẩn", status="hidden")
    make.star(hidden)

    html = text(client, "/")

    assert html.index("Trà lá sen") < html.index("Mắm cá linh")
    assert "Chưa có sao" not in html
    assert "Đã ẩn" not in html


def test_the_front_page_is_the_same_for_all(client, make):
    answer = client.get("/")

    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "s-maxage" in answer.headers["Cache-Control"]


def test_each_language_has_its_own_words_of_the_editors(client, make):
    english = HomePage(
        title="Home",
        slug="home-en",
        heading="From the river and the hills",
        locale=Locale.objects.get(language_code="en"),
    )
    Page.objects.get(depth=1).add_child(instance=english)

    assert "From the river and the hills" in text(client, "/en/")
    assert "Đặc sản có sao" in text(client, "/")


def test_english_without_words_of_the_editors_shows_the_vietnamese(client, make):
    assert "Đặc sản có sao" in text(client, "/en/")


def test_front_page_queries_stay_the_same(client, make, django_assert_max_num_queries, settings):
    settings.PAGE_CACHE_SECONDS = 0
    make.on_sale()
    text(client, "/")  # now the operator's row is cached
    with django_assert_max_num_queries(15) as few:
        text(client, "/")
    for i in range(12):
        make.on_sale(f"Thứ {i}")

    with django_assert_max_num_queries(15) as many:
        text(client, "/")

    assert len(many) == len(few)


def test_a_page_names_itself_in_both_languages(client, make):
    html = text(client, "/en/")

    assert '<html lang="en">' in html
    for language, path in (("vi", "/"), ("en", "/en/"), ("x-default", "/")):
        assert f'hreflang="{language}" href="http://localhost:8000{path}"' in html


def test_the_foot_names_the_operator(client, make):
    Operator.objects.create(legal_name="Trung tâm Thử nghiệm", phone="+84963000000")

    html = text(client, "/")

    assert "Trung tâm Thử nghiệm" in html
    assert "096 300 00 00" in html or "0963 000 000" in html


def test_a_producer_shows_only_what_is_not_hidden(client, make):
    maker = make.producer("HTX Ô Lâm", introduction="Nấu đường ba đời")
    make.on_sale("Đường thốt nốt", by=maker)
    make.on_sale("Đã ẩn", by=maker, status="hidden")

    html = text(client, maker.get_absolute_url())

    assert "Nấu đường ba đời" in html
    assert "Đường thốt nốt" in html
    assert "Đã ẩn" not in html


def test_a_producer_without_products_says_what_to_do(client, make):
    assert 'href="/products/"' in text(client, make.producer().get_absolute_url())


def test_an_inactive_producer_is_absent(client, make):
    text(client, make.producer(is_active=False).get_absolute_url(), 404)
    text(client, "/producers/nobody/", 404)


@pytest.mark.parametrize("page", ["0", "-1", "999", "abc", "2%00"])
def test_a_strange_page_number_shows_some_page(client, make, page):
    maker = make.producer()
    make.on_sale(by=maker)

    assert client.get(f"{maker.get_absolute_url()}?page={page}").status_code in (200, 400)


def test_producer_page_queries_stay_the_same(client, make, django_assert_max_num_queries, settings):
    settings.PAGE_CACHE_SECONDS = 0
    maker = make.producer()
    make.on_sale(by=maker)
    text(client, maker.get_absolute_url())  # now the operator's row is cached
    with django_assert_max_num_queries(15) as few:
        text(client, maker.get_absolute_url())
    for i in range(30):
        make.on_sale(f"Thứ {i}", by=maker)

    with django_assert_max_num_queries(15) as many:
        text(client, maker.get_absolute_url())

    assert len(many) == len(few)


def test_the_text_that_holds_today_is_shown(client, make, today):
    for version, days in (("1", -30), ("2", -1), ("3", 5)):
        LegalText.objects.create(
            kind="terms",
            version=version,
            valid_from=today + datetime.timedelta(days=days),
            body_vi=f"## Bản {version}\n\n- <i>một</i>\n- hai",
        )

    html = text(client, "/terms/")

    assert "<h2>Bản 2</h2>" in html
    assert "<li>&lt;i&gt;một&lt;/i&gt;</li>" in html
    assert 'lang="vi"' in text(client, "/en/terms/")


def test_a_text_nobody_wrote_is_absent(client, make):
    text(client, "/privacy/", 404)


def test_crawlers_find_each_address_in_both_languages(client, make):
    product = make.on_sale()
    make.on_sale("Đã ẩn", status="hidden")

    assert "sitemap-products.xml" in text(client, "/sitemap.xml")
    products = text(client, "/sitemap-products.xml")
    assert f"<loc>http://localhost:8000{product.get_absolute_url()}</loc>" in products
    assert f'hreflang="en" href="http://localhost:8000/en{product.get_absolute_url()}"' in products
    assert "an-" not in products
    assert "/producers/" in text(client, "/sitemap-producers.xml")
    assert "Disallow: /basket/" in text(client, "/robots.txt")


@pytest.mark.parametrize("address", ["/nothing/", "/en/nothing/", "/products/x-0/"])
def test_an_absent_page_offers_the_search(client, make, address):
    html = text(client, address, 404)

    assert 'role="search"' in html
    assert "noindex" in html
