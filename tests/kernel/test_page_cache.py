import datetime

import pytest
import time_machine
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.cache import caches
from django.http import HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.urls import path

from marketplace.kernel.page_cache import PageCache, cacheable_page

visits = []


@cacheable_page(query=["q", "page"])
def catalogue(request):
    visits.append(request.get_full_path())
    return HttpResponse(f"page {len(visits)} " + "x" * 300)


@cacheable_page
def personal(request):
    visits.append("personal")
    request.session["seen"] = True
    return HttpResponse("for you alone")


@cacheable_page
def missing(request):
    visits.append("missing")
    return HttpResponse(status=404)


def plain(request):
    visits.append("plain")
    return HttpResponse("plain")


urlpatterns = [
    path("products/", catalogue),
    path("en/products/", catalogue),
    path("personal/", personal),
    path("missing/", missing),
    path("plain/", plain),
]


@pytest.fixture(autouse=True)
def site(settings):
    """A site of four pages behind the page cache, sessions and compression."""
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = [
        f"{part.__module__}.{part.__qualname__}"
        for part in (PageCache, GZipMiddleware, SessionMiddleware)
    ]
    settings.PAGE_CACHE_SECONDS = 60
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    visits.clear()
    caches["pages"].clear()


def test_the_second_visitor_is_answered_from_memory(client):
    first, second = client.get("/products/"), client.get("/products/")

    assert visits == ["/products/"]
    assert second.content == first.content
    assert second["Age"] == "0"


def test_shared_caches_are_told_that_the_page_is_the_same_for_all(client):
    answer = client.get("/products/")

    assert answer["Cache-Control"] == "public, max-age=0, s-maxage=60"
    assert answer["Vary"] == "HX-Request, Accept-Encoding"
    assert not answer.cookies


@time_machine.travel(datetime.datetime.fromisoformat("2026-11-21T16:59:48+00:00"), tick=False)
def test_no_copy_lives_beyond_midnight_in_hanoi(client):
    assert client.get("/products/")["Cache-Control"] == "public, max-age=0, s-maxage=12"


def test_a_copy_tells_its_age_and_ends_with_its_minute(client):
    with time_machine.travel(datetime.datetime(2026, 11, 21, 3, tzinfo=datetime.UTC)) as clock:
        client.get("/products/")
        clock.shift(40)
        assert client.get("/products/")["Age"] == "40"
        clock.shift(21)
        assert "Age" not in client.get("/products/")
    assert len(visits) == 2


@pytest.mark.parametrize("cookie", ["sessionid", "csrftoken", "basket", "messages"])
def test_who_carries_one_of_our_cookies_gets_a_fresh_page(client, cookie):
    client.get("/products/")
    client.cookies[cookie] = "x"

    answer = client.get("/products/")

    assert len(visits) == 2
    assert answer["Cache-Control"] == "private, max-age=0"


def test_the_page_of_somebody_with_our_cookies_is_not_kept(client):
    client.cookies["basket"] = "x"
    client.get("/products/")
    client.cookies.clear()

    client.get("/products/")

    assert len(visits) == 2


def test_somebody_elses_cookies_do_not_matter(client):
    client.get("/products/")
    client.cookies["_statistics"] = "x"

    client.get("/products/")

    assert len(visits) == 1


@pytest.mark.parametrize(
    "other",
    ["/products/?q=honey", "/products/?page=2", "/en/products/"],
)
def test_another_address_is_another_page(client, other):
    client.get("/products/")

    assert b"page 1" not in client.get(other).content


def test_another_host_is_another_page(client):
    client.get("/products/")

    client.get("/products/", headers={"host": "localhost"})

    assert len(visits) == 2


def test_a_known_query_is_kept(client):
    client.get("/products/?q=honey&page=2")
    client.get("/products/?q=honey&page=2")

    assert len(visits) == 1


@pytest.mark.parametrize("query", ["utm_source=x", "q=" + "a" * 200, "q=1&sneaky=2"])
def test_an_unknown_or_long_query_is_not_kept(client, query):
    for _ in range(2):
        assert "Cache-Control" not in client.get(f"/products/?{query}")

    assert len(visits) == 2


def test_a_part_for_htmx_is_not_kept_and_not_given_for_the_page(client):
    client.get("/products/", headers={"hx-request": "true"})
    whole = client.get("/products/")

    assert len(visits) == 2
    assert whole["Cache-Control"].startswith("public")


def test_zipped_and_plain_pages_are_kept_apart(client):
    client.get("/products/")
    zipped = client.get("/products/", headers={"accept-encoding": "gzip"})
    again = client.get("/products/", headers={"accept-encoding": "gzip, br"})

    assert zipped["Content-Encoding"] == again["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in client.get("/products/")
    assert len(visits) == 2


def test_a_page_that_touched_the_session_is_nobody_elses(client):
    for _ in range(2):
        client.cookies.clear()
        assert client.get("/personal/")["Cache-Control"] == "private, max-age=0"

    assert visits == ["personal", "personal"]


@pytest.mark.parametrize("address", ["/missing/", "/plain/"])
def test_errors_and_other_pages_are_not_kept(client, address):
    client.get(address)
    client.get(address)

    assert len(visits) == 2


def test_posts_are_never_answered_from_memory(client):
    client.get("/products/")
    client.post("/products/")

    assert len(visits) == 2


def test_it_can_be_switched_off(client, settings):
    settings.PAGE_CACHE_SECONDS = 0
    client.get("/products/")
    client.get("/products/")

    assert len(visits) == 2
