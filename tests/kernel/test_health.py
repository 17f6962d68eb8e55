import pytest
from django.db import OperationalError, connection
from django.utils.module_loading import import_string


def broken():
    raise ConnectionError("nobody answers")


def working():
    return True


def test_livez_looks_at_nothing(client):
    """No database mark: any query would fail this test."""
    answer = client.get("/livez")

    assert (answer.status_code, answer.content) == (200, b"ok")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_readyz_tells_what_works(client, settings):
    settings.READINESS = {"search": f"{__name__}.working"}

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {"database": True, "cache": True, "search": True}


@pytest.mark.django_db
@pytest.mark.parametrize("search", [f"{__name__}.broken", "nowhere.is_ready"])
def test_a_search_that_is_down_is_told_and_not_fatal(client, settings, search):
    settings.READINESS = {"search": search}

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json()["search"] is False


@pytest.mark.django_db
def test_a_cache_that_is_down_is_told_and_not_fatal(client, settings):
    settings.READINESS = {}
    settings.CACHES = {
        **settings.CACHES,
        "default": {
            "BACKEND": "marketplace.kernel.caches.ForgivingRedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        },
    }

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {"database": True, "cache": False}


@pytest.mark.django_db
def test_without_the_database_the_shop_is_not_ready(client, settings):
    settings.READINESS = {}

    def gone(*args, **kwargs):
        raise OperationalError("the server closed the connection")

    with connection.execute_wrapper(gone):
        answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["database"] is False


@pytest.mark.parametrize("address", ["/livez", "/readyz"])
def test_health_is_only_asked(client, address):
    assert client.post(address).status_code == 405


def test_what_readyz_asks_is_there(settings):
    assert all(callable(import_string(ask)) for ask in settings.READINESS.values())
