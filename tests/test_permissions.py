"""Every address x every role x own, foreign and absent: tests/permissions/table.py says what."""

import re
from http.cookies import SimpleCookie

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from tests.permissions.table import (
    ABSENT,
    ANONYMOUS,
    LOGIN,
    OFFICERS,
    OK,
    OPEN_IN_WAGTAIL,
    REFUSED,
    ROWS,
    SIGNED_IN,
    TABLE,
    WAGTAIL,
)
from tests.permissions.world import World

pytestmark = pytest.mark.django_db
KINDS = {403: REFUSED, 404: ABSENT, 405: "another method"}
SAMPLES = {"int": "987654", "uuid": "00000000-0000-4000-8000-000000000000"}


def patterns(resolver=None, prefix="", space=""):
    """Every address of the site, as (pattern, name); Vietnamese stands without a prefix."""
    for found in (resolver or get_resolver()).url_patterns:
        address = prefix + str(found.pattern)
        if isinstance(found, URLResolver):
            inside = f"{space}{found.namespace}:" if found.namespace else space
            yield from patterns(found, address, inside)
        else:
            yield address, f"{space}{found.name or ''}"


def in_the_table() -> set[str]:
    return {row.name for row in ROWS}


def of_wagtail() -> list[str]:
    return sorted(
        {
            address
            for address, name in patterns()
            if address.startswith(WAGTAIL) and name not in in_the_table()
        }
    )


@pytest.fixture
def world(make) -> World:
    return World(make)


class Asker:
    """Asks as each person; whatever an answer changed is undone."""

    def __init__(self, world):
        self.clients = {}
        for person, user in world.people.items():
            self.clients[person] = Client()
            if user:
                self.clients[person].force_login(user)

    def __call__(self, person, method, address) -> str:
        client = self.clients[person]
        cookies = SimpleCookie(client.cookies.output(header="", sep=";"))
        with transaction.atomic():
            kept = transaction.savepoint()
            response = getattr(client, method)(address)
            transaction.savepoint_rollback(kept)
        client.cookies = cookies
        return self.kind(response)

    def kind(self, response) -> str:
        if response.status_code == 302 and response["Location"].startswith("/accounts/login/"):
            return LOGIN
        if response.status_code >= 500:
            return f"error {response.status_code}"
        return KINDS.get(response.status_code, OK)


@pytest.fixture
def ask(world) -> Asker:
    return Asker(world)


def test_every_address_has_a_row():
    missing = sorted(
        f"{name or '(no name)'}  {address}"
        for address, name in patterns()
        if name not in in_the_table() and not address.startswith(WAGTAIL)
    )

    assert missing == [], "add a line to tests/permissions/table.py for each of these"


def test_every_row_has_an_address():
    gone = in_the_table() - {name for _, name in patterns()}

    assert gone == set(), "these rows of tests/permissions/table.py name no URL pattern"


def differences(row, ask, world):
    """What somebody got and should not have, as sentences."""
    cases = [("", world.objects.get(row.of, {}), row.answers)]
    if row.of and row.missing:
        cases.append(("absent ", world.absent(row.of), row.missing))
    for which, kwargs, answers in cases:
        address = reverse(row.name, kwargs=kwargs)
        for person, wanted in answers.items():
            for method in row.methods:
                got = ask(person, method, address)
                if got not in wanted.split(" or "):
                    yield f"{row.name}: {method} {which}{address} by {person}: {got}, not {wanted}"


@pytest.mark.parametrize("part", TABLE)
def test_each_person_gets_what_the_table_says(part, ask, world):
    wrong = [told for row in TABLE[part] for told in differences(row, ask, world)]

    assert wrong == []


def test_foreign_and_absent_read_alike(client, world):
    """What differs between the two pages is only what was asked for."""
    client.force_login(world.people["producer B"])
    foreign, absent = (
        client.get(reverse("producer_order", kwargs=kwargs))
        for kwargs in (world.objects["parcel"], world.absent("parcel"))
    )

    def neutral(answer):
        return re.sub(rb'/orders/\d+/|value="[^"]{20,}"', b"", answer.content)

    assert foreign.status_code == absent.status_code == 404
    assert neutral(foreign) == neutral(absent)


def sample(pattern: str) -> str | None:
    """An address that fits a pattern of Wagtail's; None for the few regular expressions."""
    filled = re.sub(r"<(?:(\w+):)?\w+>", lambda m: SAMPLES.get(m[1], "x"), pattern)
    return None if re.search(r"[\\^$(]", filled) else f"/{filled}"


def test_strangers_and_others_never_enter_wagtail(ask):
    wrong = {}
    for pattern in of_wagtail():
        address = sample(pattern)
        if address is None or pattern.startswith(OPEN_IN_WAGTAIL):
            continue
        for person in (ANONYMOUS, "buyer", "producer A", "keeper A"):
            wanted = LOGIN if person == ANONYMOUS else REFUSED
            if (got := ask(person, "get", address)) != wanted:
                wrong[f"{address} by {person}"] = got

    assert wrong == {}


def test_officers_never_meet_an_error_in_wagtail(ask):
    wrong = {}
    for address in filter(None, map(sample, of_wagtail())):
        # A page of Wagtail's that raises on purpose, to show what errors look like.
        if address == "/office/failwhale/":
            continue
        for person in OFFICERS:
            if (got := ask(person, "get", address)).startswith("error"):
                wrong[f"{address} by {person}"] = got

    assert wrong == {}


def test_the_english_addresses_are_guarded_alike(ask):
    for address in ("/en/producer/", "/en/counter/", "/en/accounts/", "/en/orders/mine/"):
        assert ask("other buyer", "get", address) in (OK, REFUSED)
    assert ask("buyer", "get", "/en/producer/") == REFUSED
    assert ask("producer A", "get", "/en/counter/") == REFUSED
    assert {ask(person, "get", "/en/office/") for person in SIGNED_IN} == {ABSENT}
