"""`setup`: from a migrated database to an empty site that answers; twice is as once."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.sites.models import Site as DjangoSite
from django.core.management import CommandError, call_command
from oscar.apps.catalogue.models import Product
from wagtail.models import Locale, Page, Site

from catalog.models import AdminUnit, IssuingAuthority, RuleSet
from catalog.places import CURRENT
from cms.models import HomePage
from marketplace.kernel.accounts.models import User
from marketplace.shop.models import LegalText, ShippingBand

COUNTED = (
    AdminUnit,
    DjangoSite,
    Group,
    HomePage,
    IssuingAuthority,
    LegalText,
    Locale,
    Page,
    RuleSet,
    ShippingBand,
    Site,
    User,
)
PASSWORD = "thot-not-tri-ton-2026"


@pytest.fixture
def migrated(db):
    """What Wagtail's migrations leave: a root, a welcome page and its site, no groups of ours."""
    Site.objects.all().delete()
    DjangoSite.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.delete()
    Locale.objects.exclude(language_code="vi").delete()
    root = Page.get_first_root_node()
    welcome = root.add_child(instance=Page(title="Welcome to Wagtail", slug="home"))
    Site.objects.create(hostname="localhost", root_page=welcome, is_default_site=True)
    Group.objects.all().delete()
    Group.objects.create(name="Moderators")


@pytest.fixture
def password_file(tmp_path):
    file = tmp_path / "password"
    file.write_text(f"{PASSWORD}\n")
    return str(file)


@pytest.fixture
def own_index(settings, tmp_path):
    settings.SEARCH_PATH = tmp_path / "search.sqlite3"


def counts():
    return {model.__name__: model.objects.count() for model in COUNTED}


def test_it_makes_a_site_and_a_second_run_changes_nothing(
    migrated, own_index, password_file, client, settings, capsys
):
    settings.SITE_URL = "https://ocop.example.org"
    call_command("setup", email="Ha@Example.org", password_file=password_file, name="Phạm Thu Hà")
    first = counts()
    capsys.readouterr()

    call_command("setup")

    assert counts() == first
    assert "không có gì thay đổi" in capsys.readouterr().out
    assert AdminUnit.objects.filter(vintage=CURRENT, level="province").count() == 34
    site = Site.objects.get()
    assert (site.hostname, site.port) == ("ocop.example.org", 443)
    assert site.root_page.specific.locale.language_code == "vi"
    assert DjangoSite.objects.get().domain == "ocop.example.org"
    assert {home.locale.language_code for home in HomePage.objects.all()} == {"vi", "en"}
    assert Page.objects.filter(depth=2).count() == 2
    assert set(Group.objects.values_list("name", flat=True)) == {
        "buyer",
        "keeper",
        "producer",
        "officer",
    }
    _pages_answer(client)
    _the_officer_enters(client)


def _pages_answer(client):
    assert not Product.objects.exists()
    for prefix in ("", "/en"):
        for page in ("/", "/products/", "/terms/", "/privacy/", "/delivery/", "/basket/"):
            answer = client.get(prefix + page)
            assert answer.status_code == 200, prefix + page
            assert "<h1" in answer.content.decode(), prefix + page
    assert "Chưa có sản phẩm nào được bày bán" in client.get("/products/").content.decode()


def _the_officer_enters(client):
    officer = User.objects.get()
    assert (officer.email, officer.full_name) == ("ha@example.org", "Phạm Thu Hà")
    assert [group.name for group in officer.groups.all()] == ["officer"]
    assert not officer.is_superuser
    assert officer.check_password(PASSWORD)
    client.force_login(officer)
    assert client.get("/office/").status_code == 200


def test_a_phone_is_enough(migrated, own_index, password_file):
    call_command("setup", phone="0912 345 678", password_file=password_file)

    assert User.objects.get().phone == "+84912345678"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "--email"),
        ({"email": "ha@example.org"}, "--password-file"),
        ({"email": "ha@example.org", "password_file": "/nowhere"}, "đọc được"),
        ({"phone": "12", "password_file": "/nowhere"}, "đọc được"),
    ],
)
def test_without_a_terminal_what_is_missing_is_named(migrated, given, words):
    before = counts()

    with pytest.raises(CommandError, match=words):
        call_command("setup", **given)

    assert counts() == before


@pytest.mark.parametrize(
    "wrong", [{"phone": "12"}, {"email": "ha@"}, {"email": "taken@example.org"}]
)
def test_a_wrong_login_is_refused_and_nothing_is_made(migrated, password_file, wrong):
    User.objects.create_user("taken@example.org", PASSWORD)
    before = counts()

    with pytest.raises(CommandError):
        call_command("setup", password_file=password_file, **wrong)

    assert counts() == before


def test_a_weak_password_is_refused_and_nothing_is_made(migrated, tmp_path):
    weak = tmp_path / "weak"
    weak.write_text("123")
    before = counts()

    with pytest.raises(CommandError):
        call_command("setup", email="ha@example.org", password_file=str(weak))

    assert counts() == before


def test_it_asks_on_a_terminal(migrated, own_index, monkeypatch):
    answers = iter(["ha@example.org", "Phạm Thu Hà"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda prompt: next(answers))
    monkeypatch.setattr("getpass.getpass", lambda prompt: PASSWORD)

    call_command("setup")

    assert User.objects.get().full_name == "Phạm Thu Hà"


def test_front_pages_of_editors_are_kept(make, own_index, password_file):
    HomePage.objects.update(heading="Chợ của chúng tôi")

    call_command("setup", email="ha@example.org", password_file=password_file)

    assert HomePage.objects.get(locale__language_code="vi").heading == "Chợ của chúng tôi"
