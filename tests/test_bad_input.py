"""No address answers 500, whatever is sent to it and whoever sends it (ASVS V2.2, T15)."""

import json
from urllib.parse import quote

import pytest
from django.test import Client

from .making import PASSWORD
from .walking import filled, routes

PAYLOADS = [
    "",
    "0",
    "-0",
    "-1",
    "1",
    "999999999999999999999",
    "1e999",
    "NaN",
    "Infinity",
    "0x10",
    "1.5",
    "½",
    "٣",
    "\x00",
    "a\x00b",
    "\ud800".encode("utf-8", "surrogatepass"),
    b"\xff\xfe",
    b"\xc3\x28",
    "\u202egnp.exe",
    "\u200b",
    "e\u0301\u0323",
    "Đường thốt nốt".encode("utf-16"),
    "Đường thốt nốt",
    "🍚" * 50,
    "a" * 10_000,
    "../../etc/passwd",
    "..%2f..%2f",
    "%00",
    "%s%s%n",
    "{{ 7*7 }}",
    "${jndi:ldap://x}",
    "' OR 1=1 --",
    '"; DROP TABLE x; --',
    '" OR * NEAR(',
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "\r\nSet-Cookie: a=b",
    "[]",
    '{"a":{"a":{"a":{"a":1}}}}',
    "2026-02-30",
    "31/02/2026",
]
FIELDS = [
    "q",
    "star",
    "group",
    "province",
    "commune",
    "producer",
    "showroom",
    "price_min",
    "price_max",
    "sort",
    "page",
    "k",
    "code",
    "phone",
    "product",
    "quantity",
    "full_name",
    "street",
    "email",
    "note",
    "method",
    "voucher",
    "hash",
    "amount",
    "received_on",
    "operation",
    "price",
    "counted",
    "expected",
    "batch",
    "best_before",
    "made_on",
    "reason",
    "carrier",
    "number",
    "items",
    "login",
    "password",
    "next",
    "id",
    "ids",
    "p",
    "tab",
    "ordering",
]
# Signing out would end the crawl of a role, and deleting would take its rows away.
LEFT_OUT = ("logout", "/delete/", "__debug__", "/reauthenticate")

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def as_query(payload) -> str:
    raw = payload if isinstance(payload, bytes) else payload.encode("utf-8", "surrogatepass")
    return "&".join(f"{field}={quote(raw)}" for field in FIELDS)


def as_path(payload) -> str:
    raw = payload if isinstance(payload, bytes) else payload.encode("utf-8", "surrogatepass")
    return quote(raw[:300], safe="") or "x"


@pytest.fixture
def client_of(make):
    """A signed-in client of each role, over a shop with something in it."""

    def client(role: str) -> Client:
        browser = Client(raise_request_exception=False)
        if role == "anonymous":
            return browser
        person = make.user(role) if role != "superuser" else make.user("officer")
        if role in ("officer", "superuser"):
            person.is_superuser = role == "superuser"
            person.is_staff = True
            person.save()
        if role == "producer":
            make.producer("HTX Thử nghiệm", members=[person])
        if role == "keeper":
            make.showroom(keepers=[person])
        assert browser.login(username=person.email, password=PASSWORD)
        return browser

    make.on_sale()
    return client


ROLES = ["anonymous", "buyer", "keeper", "producer", "officer", "superuser"]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("part", range(4))
def test_no_answer_is_500(client_of, role, part):
    client = client_of(role)
    failed = []

    for route in sorted(set(routes()))[part::4]:
        if any(word in route for word in LEFT_OUT):
            continue
        for payload in PAYLOADS:
            path = filled(route, as_path(payload))
            for answer in (
                client.get(f"{path}?{as_query(payload)}"),
                client.post(path, as_query(payload), "application/x-www-form-urlencoded"),
            ):
                if answer.status_code >= 500:
                    failed.append(f"{answer.request['REQUEST_METHOD']} {route} {payload!r:.40}")

    assert failed == []


@pytest.mark.parametrize("role", ROLES)
def test_real_objects_with_bad_fields_are_no_500(client_of, role):
    client = client_of(role)
    failed = []

    for route in sorted(set(routes())):
        if any(word in route for word in LEFT_OUT):
            continue
        for payload in PAYLOADS:
            answer = client.get(f"{filled(route, 1)}?{as_query(payload)}")
            if answer.status_code >= 500:
                failed.append(f"{route} {payload!r:.40}")
        deep = json.dumps({"a": [{}] * 50})
        answer = client.post(filled(route, 1), deep, "application/json")
        if answer.status_code >= 500:
            failed.append(f"POST {route} json")

    assert failed == []
