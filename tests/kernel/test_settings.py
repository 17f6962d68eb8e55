"""A wrong or missing variable stops the start with a sentence that names it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import override_settings

from marketplace.kernel import checks

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "SECRET_KEY": "k7Qm2-" * 10,
    "ALLOWED_HOSTS": "shop.example.org",
    "SITE_URL": "https://shop.example.org",
    "DATABASE_URL": "postgres://shop:secret@127.0.0.1:5432/shop",
    "EMAIL_URL": "smtp://mail.example.org:25",
}


def start(settings="production", ask="DEBUG", **environment):
    """Read the settings in a process of its own, as a server would."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    given = {name: value for name, value in {**GOOD, **environment}.items() if value is not None}
    return subprocess.run(
        [
            sys.executable,
            "-c",
            f"from django.conf import settings; print(settings.{ask})",
        ],
        cwd=ROOT,
        env={**kept, **given, "DJANGO_SETTINGS_MODULE": f"marketplace.settings.{settings}"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", None),
        ("SECRET_KEY", "short"),
        ("ALLOWED_HOSTS", None),
        ("SITE_URL", None),
        ("SITE_URL", "shop.example.org"),
        ("DATABASE_URL", None),
        ("EMAIL_URL", None),
        ("REDIS_URL", "localhost"),
        ("DEBUG", "perhaps"),
        ("PAGE_CACHE_SECONDS", "3600"),
        ("TRUSTED_PROXIES", "-1"),
    ],
)
def test_the_start_stops_and_names_the_variable(name, value):
    refused = start(**{name: value})

    assert refused.returncode != 0
    assert f"The environment variable {name} is wrong" in refused.stderr.splitlines()[-1]
    assert "secret@" not in refused.stderr


def test_a_whole_environment_starts():
    started = start()

    assert (started.returncode, started.stdout) == (0, "False\n"), started.stderr


@pytest.mark.parametrize("settings", ["base", "demo", "production"])
def test_debugging_is_never_on_by_itself(settings):
    assert start(settings).stdout == "False\n"


def test_production_wants_a_second_factor_and_secure_cookies():
    wanted = (
        "OFFICERS_NEED_SECOND_FACTOR and settings.SESSION_COOKIE_SECURE"
        " and settings.CSRF_COOKIE_SECURE and settings.SECURE_SSL_REDIRECT"
        " and settings.AXES_HANDLER == 'axes.handlers.database.AxesDatabaseHandler'"
    )

    assert start(ask=wanted).stdout == "True\n"


def test_links_that_lead_to_a_refused_host_are_an_error():
    with override_settings(SITE_URL="https://a.example", ALLOWED_HOSTS=["b.example"]):
        assert [found.id for found in checks.site_url_is_served(None)] == ["kernel.E001"]
    with override_settings(SITE_URL="https://a.b.example", ALLOWED_HOSTS=[".b.example"]):
        assert checks.site_url_is_served(None) == []


@pytest.mark.parametrize(
    ("key", "secret", "found"),
    [("", "", []), ("k", "s", []), ("k", "", ["kernel.E002"]), ("", "s", ["kernel.E002"])],
)
def test_half_a_stripe_is_an_error(settings, key, secret, found):
    settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET = key, secret

    assert [error.id for error in checks.stripe_is_whole_or_absent(None)] == found


def test_an_office_without_a_second_factor_is_warned_of_at_deployment(settings):
    settings.OFFICERS_NEED_SECOND_FACTOR = False

    assert [warning.id for warning in checks.office_asks_twice(None)] == ["kernel.W001"]


def test_a_site_without_encryption_is_warned_of_at_deployment(settings):
    settings.SITE_URL = "http://shop.example.org"

    assert [warning.id for warning in checks.site_is_encrypted(None)] == ["kernel.W002"]


def test_no_file_of_the_settings_is_longer_than_a_screen_or_four():
    for file in (ROOT / "marketplace" / "settings").glob("*.py"):
        assert len(file.read_text().splitlines()) <= 250, file.name
