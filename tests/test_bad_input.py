"""No address answers 500, whatever is sent to it and whoever sends it (ASVS V2.2, T15).

Each payload goes into all fields of a request at once, and into all parameters of a path at once.
Whatever a request changes is rolled back, so every one finds the same shop, basket and session.

Our own addresses get every payload from every person, by GET and by POST: at a real object, and in
place of the object. With two exceptions, both about the office. An officer walks through the office
only: everywhere else a superuser, who is an officer too, gets the same. And who is no officer
reaches no view there, since OfficeDoor stands before them all: it gets three payloads.

Wagtail's addresses get every payload by GET from a superuser, who may do all that an officer may,
and a payload of each kind by POST.
"""

import logging
from collections import Counter
from collections.abc import Iterator
from http.cookies import SimpleCookie
from urllib.parse import unquote

import pytest
from django.contrib.auth import get_user
from django.core.cache import cache
from django.db import transaction
from django.template.base import Template
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from wagtail.models import Site

from .making import PASSWORD
from .nonsense import FEW, PAYLOADS, as_address, as_path, as_query, field_names
from .permissions.table import ROWS
from .permissions.world import World
from .walking import filled, named_routes

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("full_text_table")]
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
BODIES = ["[]", "null", '{"login": {"a": [{"b": 1}]}, "id": [1]}', "{", "[" * 100_000]
STRANGERS = ["anonymous", "buyer", "producer A", "keeper A"]
PEOPLE = [*STRANGERS, "officer", "superuser"]
OURS = {row.name: row.of for row in ROWS}
OFFICE = "/office/"
# A page of Wagtail's that raises on purpose, to show what errors look like.
ON_PURPOSE = "/office/failwhale/"
AT_THE_DOOR = ("999999999999999999999", "½", b"\xff\xfe")
PARTS = range(6)


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    """Without the test client's copies of every context, and without a log of every 404."""
    monkeypatch.setattr(Template, "_render", lambda self, context: self.nodelist.render(context))
    monkeypatch.setattr(logging.root.manager, "disable", logging.CRITICAL)


@pytest.fixture
def world(make) -> World:
    return World(make)


class Sender:
    """Sends as one person, undoes what it did, and notes what went wrong."""

    def __init__(self, world, person):
        self.person = person
        self.client = Client(raise_request_exception=False)
        if user := world.people[person]:
            self.client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
            self.client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
            assert get_user(self.client) == user
        in_basket = {"product": world.objects["product"]["pk"], "quantity": 1}
        self.client.post(reverse("basket_add"), in_basket)
        self.cookies = self.client.cookies.output(header="", sep=";")
        self.names = field_names()
        self.sent = 0
        self.errors = Counter()

    def get(self, path, payload):
        self._send("GET", as_address(path, payload, self.names))

    def post(self, path, payload):
        self._send("POST", path, as_query(payload, self.names))

    def in_path(self, route, payload):
        """In place of every parameter; an address that leads to no view is asked for once."""
        path = filled(route, as_path(payload))
        if "<" in route and (self.person == "anonymous" or leads_to_a_view(path)):
            self.get(path, payload)
            self.post(path, payload)

    def post_json(self, path):
        for body in BODIES:
            self._send("POST", path, body, JSON)

    def _send(self, method, address, body="", content_type=FORM):
        if not address.startswith(OFFICE):
            # Limits of tries count in the cache, and would soon answer instead of the views.
            cache.clear()
        self.client.cookies = SimpleCookie(self.cookies)
        self.sent += 1
        with transaction.atomic():
            answer = self.client.generic(method, address, body, content_type)
            if answer.streaming:
                answer.getvalue()
            transaction.set_rollback(True)
        if answer.status_code >= 500:
            _, error, _ = answer.exc_info or (None, None, None)
            self.errors[f"{method} {address:.100}: {error!r:.200}"] += 1


def leads_to_a_view(path: str) -> bool:
    try:
        # Only Wagtail's own page for "no such address" has no name.
        return resolve(unquote(path)).url_name is not None
    except Resolver404:
        return False


def ours(world) -> Iterator[tuple[str, str]]:
    """Our own routes, each with the address of a real object."""
    for route, name in sorted(set(named_routes())):
        if name in OURS:
            yield route, reverse(name, kwargs=world.objects.get(OURS[name], {}))


def asked_by(person, routes) -> list[tuple[str, str]]:
    """Without those that somebody else asks in this one's place, or the door of the office."""
    if person == "superuser":
        return routes
    wanted = person == "officer"
    return [(route, real) for route, real in routes if route.startswith(OFFICE) == wanted]


def of_wagtail() -> list[str]:
    routes = {route for route, name in named_routes() if name not in OURS}
    return sorted(routes - {ON_PURPOSE})


def of_the_front_page() -> dict:
    """What Wagtail's routes ask for, for the only page of an empty site."""
    page = Site.objects.get().root_page
    kind = {"app_label": "cms", "app_name": "cms", "content_type_app_name": "cms"}
    model = {"model_name": "homepage", "content_type_model_name": "homepage"}
    ids = ("page_id", "parent_page_id", "page_to_move_id", "pk", "page_pk", "destination_id")
    return kind | model | dict.fromkeys(ids, page.pk)


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("half", (0, 1))
def test_our_own_addresses_never_fail(world, person, half):
    send = Sender(world, person)

    for route, real in asked_by(person, list(ours(world)))[half::2]:
        send.post_json(real)
        for payload in PAYLOADS:
            send.get(real, payload)
            send.post(real, payload)
            send.in_path(route, payload)

    assert send.errors == {}


@pytest.mark.parametrize("part", PARTS)
def test_wagtails_addresses_never_fail(world, part):
    send = Sender(world, "superuser")
    known = of_the_front_page()

    for route in of_wagtail()[part :: len(PARTS)]:
        real = filled(route, 1, **known)
        send.post_json(real)
        for payload in PAYLOADS:
            send.get(real, payload)
            send.in_path(route, payload)
        for payload in FEW:
            send.post(real, payload)

    assert send.errors == {}


def test_no_address_in_the_office_is_so_wrong_that_it_fails(world):
    send = Sender(world, "superuser")

    for payload in PAYLOADS:
        send.get(f"{OFFICE}{as_path(payload)}/", payload)

    assert send.errors == {}


@pytest.mark.parametrize("person", STRANGERS)
def test_the_door_of_the_office_never_fails(world, person):
    send = Sender(world, person)

    inside = [route for route, _ in ours(world) if route.startswith(OFFICE)]
    for route in sorted({*inside, *of_wagtail()}):
        for payload in AT_THE_DOOR:
            path = filled(route, as_path(payload))
            send.get(path, payload)
            send.post(path, payload)

    assert send.errors == {}
