"""Bad bytes, languages, policies and headers, on the site as it is."""

import pytest
from django.core.exceptions import BadRequest
from django.db import DataError, OperationalError
from django.http import HttpResponse
from django.urls import resolve, reverse
from django.utils import translation
from wagtail.models import Page
from wagtail.users.models import UserProfile

from marketplace.kernel import middleware

pytestmark = pytest.mark.django_db
SIGN_IN = "/accounts/login/"


@pytest.mark.parametrize(
    "address", ["/products/a%00b/", "/office/%00/", f"{SIGN_IN}?next=%00", f"{SIGN_IN}?%00=1"]
)
def test_a_nul_in_an_address_is_a_bad_request(client, address):
    assert client.get(address).status_code == 400


@pytest.mark.parametrize(
    ("address", "language", "title"),
    [(SIGN_IN, "vi", "Yêu cầu không đọc được"), (f"/en{SIGN_IN}", "en", "This request could not")],
)
def test_a_bad_request_is_told_in_the_language_of_the_address(client, address, language, title):
    answer = client.get(f"{address}?next=%00")

    page = answer.content.decode()
    assert f'<html lang="{language}">' in page
    assert f"<h1>{title}" in page
    assert len(answer.content) < 2_000


def test_a_nul_in_a_field_is_a_bad_request_and_changes_nothing(client, make):
    answer = client.post(SIGN_IN, {"login": "a\x00b", "password": "x"})

    assert answer.status_code == 400
    assert "sessionid" not in answer.cookies


def test_a_nul_in_a_cookie_is_a_bad_request(rf):
    request = rf.get("/", headers={"cookie": r'sessionid="a\000b"'})

    with pytest.raises(BadRequest):
        middleware.RefuseBadBytes(HttpResponse)(request)


@pytest.mark.parametrize(
    "typed", ["Đường thốt nốt", "a\tb\r\nc", "🍯", "\ud7ff", "a\u200bb", "%00", "\\x00"]
)
def test_what_people_type_passes(rf, typed):
    request = rf.post("/", {"note": typed})

    assert middleware.RefuseBadBytes(lambda r: HttpResponse("ok"))(request).content == b"ok"


@pytest.mark.parametrize(
    ("address", "accepts", "language"),
    [
        ("/accounts/login/", "en", "vi"),
        ("/en/accounts/login/", "vi", "en"),
        ("/nowhere/", "en", "vi"),
        ("/en/nowhere/", "vi", "en"),
        ("/english-tea/", "en", "vi"),
    ],
)
def test_the_address_alone_decides_the_language(client, address, accepts, language):
    answer = client.get(address, headers={"accept-language": accepts})

    assert answer["Content-Language"] == language
    assert "Accept-Language" not in answer.get("Vary", "")


def test_the_language_of_a_page_does_not_outlive_it(client):
    with translation.override("vi"):
        client.get("/en/accounts/login/")

        assert translation.get_language() == "vi"


def test_the_office_speaks_vietnamese_unless_an_officer_prefers_otherwise(client, make):
    officer = make.user("officer")
    client.force_login(officer)

    assert '<html lang="vi"' in client.get("/office/", follow=True).content.decode()
    UserProfile.objects.update_or_create(user=officer, defaults={"preferred_language": "en"})
    assert '<html lang="en"' in client.get("/office/").content.decode()


def policy(answer) -> dict[str, str]:
    rules = (rule.partition(" ") for rule in answer["Content-Security-Policy"].split("; "))
    return {name: sources for name, _, sources in rules}


def test_the_shop_allows_nothing_inline_and_nothing_from_elsewhere(client):
    rules = policy(client.get(SIGN_IN))

    assert rules["default-src"] == "'self'"
    assert rules["frame-ancestors"] == rules["form-action"] == rules["base-uri"] == "'self'"
    assert rules["object-src"] == "'none'"
    assert "unsafe" not in str(rules)
    assert "script-src" not in rules


def test_the_office_has_a_policy_of_its_own(client, make):
    client.force_login(make.user("officer"))

    rules = policy(client.get("/office/"))

    assert rules["script-src"] == "'self' 'unsafe-inline'"
    assert rules["frame-ancestors"] == "'self'"
    assert "unsafe-eval" not in str(rules)


@pytest.mark.parametrize("address", [SIGN_IN, "/nowhere/", "/office/", "/livez"])
def test_every_answer_carries_the_security_headers(client, address):
    answer = client.get(address)

    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "Content-Security-Policy" in answer


def test_a_foreign_host_is_refused(client):
    assert client.get(SIGN_IN, headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("name", ["account_login", "account_signup", "account_logout"])
def test_a_post_without_a_token_is_refused(client, make, name):
    client.handler.enforce_csrf_checks = True
    client.force_login(make.user())

    assert client.post(reverse(name), {}).status_code == 403


@pytest.mark.parametrize(
    ("method", "address", "sent"),
    [
        ("get", "/office/choose-page/chosen-multiple/?id=abc", {}),
        ("get", "/office/choose-page/chosen-multiple/?id={root}", {}),
        ("post", "/office/pages/{home}/copy/", {}),
        ("post", "/office/pages/{home}/unlock/", {"next": "½"}),
    ],
)
def test_nonsense_sent_to_wagtail_is_a_bad_request_in_the_readers_language(
    client, make, caplog, method, address, sent
):
    client.force_login(make.user(is_superuser=True, is_staff=True))
    home = Page.objects.get(depth=2)

    address = address.format(root=home.get_parent().pk, home=home.pk)
    answer = getattr(client, method)(address, sent)

    assert answer.status_code == 400
    assert "Yêu cầu không đọc được" in answer.content.decode()
    assert "Refused as bad input" in caplog.text


@pytest.mark.parametrize("address", ["/office/operator/", "/office/transfers/", "/products/"])
@pytest.mark.parametrize("error", [ValueError, KeyError, AttributeError, DataError])
def test_an_error_in_a_view_of_ours_stays_an_error(rf, address, error):
    request = rf.get(address)
    request.resolver_match = resolve(address)

    assert middleware.OfficeBadInput(HttpResponse).process_exception(request, error("x")) is None


@pytest.mark.parametrize("error", [OperationalError("database is locked"), RuntimeError("x")])
def test_what_no_input_causes_stays_an_error_in_wagtail_too(rf, error):
    request = rf.get("/office/pages/")
    request.resolver_match = resolve("/office/pages/")

    assert middleware.OfficeBadInput(HttpResponse).process_exception(request, error) is None


@pytest.mark.parametrize("told", ['fts5: syntax error near ";"', "unterminated string"])
def test_a_search_that_sqlite_cannot_read_is_a_bad_request(rf, told):
    request = rf.get("/office/choose-page/search/", {"q": '"'})
    request.resolver_match = resolve("/office/choose-page/search/")

    with pytest.raises(BadRequest):
        middleware.OfficeBadInput(HttpResponse).process_exception(request, OperationalError(told))
