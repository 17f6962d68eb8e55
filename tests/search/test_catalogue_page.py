"""The catalogue as a reader meets it."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.models import ProductGroup
from marketplace.kernel.outbox import queue


@pytest.fixture
def shop(make, site_index):
    """shop(*titles, **fields): products on sale that are found at once."""
    site_index.rebuild()

    def shop(*titles, **fields):
        made = [make.on_sale(title, **fields) for title in titles]
        site_index.apply_pending()
        return made

    return shop


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_every_product_stands_in_the_list(client, shop):
    shop("Đường thốt nốt", "Khô cá lóc")

    page = text_of(client.get("/products/"))

    assert "2 sản phẩm" in page
    assert "Đường thốt nốt" in page and "Khô cá lóc" in page


def test_english_has_its_own_address(client, shop):
    shop("Đường thốt nốt", title_en="Palm sugar")

    page = text_of(client.get("/en/products/?q=palm"))

    assert "1 product" in page
    assert "Palm sugar" in page
    assert "Results for “palm”" in page


def test_words_and_choices_narrow_the_list(client, shop):
    shop("Khô cá lóc", stars=3)
    shop("Khô cá sặc", stars=4)

    page = text_of(client.get("/products/?q=kho+ca&star=4"))

    assert "Khô cá sặc" in page
    assert "Khô cá lóc" not in page


def test_choices_are_counted_and_can_be_taken_back(client, shop):
    shop("Khô cá lóc", stars=3)
    shop("Khô cá sặc", stars=4)

    page = text_of(client.get("/products/?star=4&price_max=90.000"))

    assert re.search(r'value="3"> <span>3 sao</span> <span class="option__count num">1<', page)
    assert re.search(r'value="4" checked', page)
    assert 'href="/products/?star=4"' in page
    assert 'href="/products/?price_max=90000"' in page


def test_a_slip_of_the_finger_is_told(client, shop):
    shop("Đường thốt nốt")

    page = text_of(client.get("/products/?q=thoot+not"))

    assert "Đây là kết quả cho “thốt nốt”" in page


def test_nothing_found_offers_to_take_the_last_choice_back(client, shop, make):
    ProductGroup.objects.create(
        rule_set=make.group().rule_set, identifier="TEXTILE", name="Vải", name_en="Textile"
    )
    shop("Đường thốt nốt")

    page = text_of(client.get("/products/?star=4&group=TEXTILE"))

    assert "Không tìm thấy sản phẩm phù hợp" in page
    assert 'class="button" href="/products/?star=4"' in page


@pytest.mark.parametrize(
    "query",
    [
        "star=9",
        "star=4%27%20OR%201=1",
        "group=NOPE",
        "province=%F0%9F%98%80",
        "producer=../../etc/passwd",
        "price_min=-5",
        "price_max=" + "9" * 40,
        "price_min=1e9",
        "price_min=٣",
        "sort=random",
        "showroom=x&commune=y",
    ],
)
def test_what_cannot_be_understood_is_left_out_and_told(client, shop, query):
    shop("Đường thốt nốt")

    response = client.get(f"/products/?{query}")

    assert response.status_code == 200
    assert "Đã bỏ qua vì không hiểu được" in text_of(response)
    assert "Đường thốt nốt" in text_of(response)


@pytest.mark.parametrize("page", ["2", "0", "-1", "abc", "9" * 30, "1.5", "２"])
def test_a_page_that_is_not_there_is_not_found(client, shop, page):
    shop("Đường thốt nốt")

    assert client.get(f"/products/?page={page}").status_code == 404


@pytest.mark.parametrize("text", ['"', "AND OR NOT", "a" * 9_000, "%E2%80%AE", "{{7*7}}", "%ff%fe"])
@pytest.mark.parametrize("path", ["/products/", "/search/suggest"])
def test_hostile_words_are_words(client, shop, path, text):
    shop("Đường thốt nốt")

    assert client.get(f"{path}?q={text}").status_code == 200


def test_bounds_the_wrong_way_round_are_turned(client, shop):
    shop("Đường thốt nốt", price=75_000)

    page = text_of(client.get("/products/?price_min=80000&price_max=70000"))

    assert "1 sản phẩm" in page


def test_pages_of_24(client, shop):
    shop(*[f"Trà sen số {number}" for number in range(26)])

    first, second = (client.get(f"/products/?page={number}") for number in (1, 2))

    assert first.content.count(b'<article class="card"') == 24
    assert second.content.count(b'<article class="card"') == 2


def queries_of(client, path) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


@pytest.mark.parametrize("path", ["/products/", "/products/?q=tra&star=4&province=91&sort=price"])
def test_the_page_costs_the_same_with_ten_and_with_sixty_products(client, shop, make, path):
    shop(*[f"Trà sen số {number}" for number in range(10)])
    client.cookies["messages"] = "keeps the page cache out"
    queries_of(client, path)
    few = queries_of(client, path)
    by = make.producer("HTX Sen Tháp Mười", where=make.commune("Mỹ An"))
    shop(*[f"Trà sen hộp {number}" for number in range(50)], by=by)
    queries_of(client, path)  # the process remembers names for a minute

    many = queries_of(client, path)

    assert many == few
    assert many <= 8


def test_every_shared_page_may_be_kept(client, shop):
    shop("Đường thốt nốt")

    response = client.get("/products/?q=thot")

    assert "s-maxage" in response["Cache-Control"]
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies


def test_filtered_pages_stay_out_of_search_engines(client, shop):
    shop("Đường thốt nốt")

    plain, filtered = (text_of(client.get(path)) for path in ("/products/", "/products/?star=4"))

    assert 'rel="canonical"' in plain and 'hreflang="en"' in plain and "noindex" not in plain
    assert "noindex" in filtered and 'rel="canonical"' not in filtered


def test_htmx_gets_results_and_counts_without_the_frame(client, shop):
    shop("Đường thốt nốt")

    page = client.get("/products/?star=4", headers={"hx-request": "true"})

    assert b"<html" not in page.content
    assert b'id="results"' in page.content
    assert b'id="facet-star" hx-swap-oob="true"' in page.content


def test_htmx_leaves_a_short_address_and_the_back_button_the_whole_page(client, shop):
    shop("Đường thốt nốt")
    path = "/products/?sort=relevance&star=4&price_min=&price_max="

    changes = client.get(path, headers={"hx-request": "true"})
    back = client.get(path, headers={"hx-request": "true", "hx-history-restore-request": "true"})

    assert changes["HX-Push-Url"] == "/products/?star=4"
    assert b"<html" in back.content


def test_the_address_of_searching_leads_to_the_catalogue(client, db):
    response = client.get("/search/?q=th%E1%BB%91t+n%E1%BB%91t&star=4")

    assert response.status_code == 301
    assert response["Location"] == "/products/?q=th%E1%BB%91t+n%E1%BB%91t&star=4"


def test_suggestions_go_on_as_the_text_begins(client, shop):
    shop("Đường thốt nốt", "Khô cá lóc", title_en="Palm sugar")

    as_json = client.get("/search/suggest?q=thố")
    as_options = client.get("/search/suggest?q=thot", headers={"hx-request": "true"})
    in_english = client.get("/en/search/suggest?q=palm")

    assert as_json.json() == {"suggestions": ["Đường thốt nốt"]}
    assert b'<option value="\xc4\x90\xc6\xb0\xe1\xbb\x9dng' in as_options.content
    assert in_english.json() == {"suggestions": ["Palm sugar"]}
    assert client.get("/search/suggest").json() == {"suggestions": []}


def test_without_an_index_the_page_answers_from_titles(client, make, site_index, caplog):
    make.on_sale("Khô cá lóc")

    response = client.get("/products/?q=cá")

    assert "Khô cá lóc" in text_of(response)
    assert "đang được sắp xếp lại" in text_of(response)
    queue.drain()
    assert "đang được sắp xếp lại" not in text_of(client.get("/products/?q=c%C3%A1"))


def test_only_reading_is_allowed(client, db):
    for path in ("/products/", "/search/", "/search/suggest"):
        assert client.post(path).status_code == 405


def test_filters_stay_in_reach_where_a_browser_cannot_show_what_a_closed_fold_holds():
    css = Path(finders.find("css/catalogue.css")).read_text()

    before, able = css.split("@supports selector(::details-content)")

    assert ".filters__box > summary { display: none; }" in able
    assert ".filters__box > summary { display: none; }" not in before
