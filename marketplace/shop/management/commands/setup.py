import getpass
import sys
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from marketplace.kernel import phone as phones
from marketplace.kernel.text import nfc
from marketplace.shop import first_day
from marketplace.shop.first_day import Login

# What tells whether a run added something, each with its name for the reader.
COUNTED = (
    "catalog.AdminUnit",
    "catalog.RuleSet",
    "catalog.ProductGroup",
    "catalog.ProductSet",
    "catalog.IssuingAuthority",
    "shop.ProvinceRegion",
    "shop.ShippingBand",
    "shop.VatRate",
    "shop.PaymentLimit",
    "shop.LegalText",
    "cms.HomePage",
    "auth.Group",
)


class Command(BaseCommand):
    help = "Make an empty, correct site on a migrated database, with its first officer."

    def add_arguments(self, parser):
        parser.add_argument("--email", help="e-mail of the first officer")
        parser.add_argument("--phone", help="mobile phone of the first officer")
        parser.add_argument("--name", default="", help="full name of the first officer")
        parser.add_argument(
            "--password-file", metavar="FILE", help="a file whose first line is the password"
        )

    def handle(self, *, email, phone, name, password_file, **options):
        login = None
        if not first_day.has_officer():
            login = self._login(email, phone, name, password_file)
        with transaction.atomic():
            changed = self._make_site()
            if login:
                officer = first_day.make_first_officer(login)
                self.stdout.write(_("The first officer: %s") % (officer.email or officer.phone))
        if changed or login:
            call_command("reindex", verbosity=0)
        else:
            self.stdout.write(_("Everything stands already; nothing was changed."))
        self.stdout.write(_("Sign in at %s") % f"{settings.SITE_URL}/office/")

    def _make_site(self) -> bool:
        before = _counts()
        first_day.make_site()
        added = {label: now - before[label] for label, now in _counts().items()}
        for label, number in added.items():
            if number:
                self.stdout.write(f"  {apps.get_model(label)._meta.verbose_name}: +{number}")
        return any(added.values())

    def _login(self, email, phone, name, password_file) -> Login:
        """From the options, or asked for; refused before anything is written."""
        asking = sys.stdin.isatty()
        if not (email or phone):
            if not asking:
                raise CommandError(
                    _("There is no officer yet: give --email or --phone, and --password-file.")
                )
            typed = input(_("E-mail or mobile phone of the first officer: ")).strip()
            email, phone = (typed, None) if "@" in typed else (None, typed)
            name = name or input(_("Full name: "))
        if not (password_file or asking):
            raise CommandError(_("Give the password of the first officer by --password-file."))
        password = _read(password_file) if password_file else _ask_twice()
        login = Login((email or "").strip().lower() or None, _number(phone), password, nfc(name))
        if first_day.somebody_has(login):
            raise CommandError(
                _("Somebody has this e-mail or phone already. Give another one for the officer.")
            )
        try:
            first_day.check(login)
        except ValidationError as error:
            told = " ".join(error.messages)
            raise CommandError(_("The first officer was not entered: %s") % told) from error
        return login


def _counts() -> dict[str, int]:
    return {label: apps.get_model(label).objects.count() for label in COUNTED}


def _number(typed: str | None) -> str | None:
    try:
        return phones.parse(typed) if typed else None
    except phones.NotAMobile as error:
        raise CommandError(_("Enter a mobile number of 10 digits, like 0912 345 678.")) from error


def _read(name: str) -> str:
    try:
        return (Path(name).read_text(encoding="utf-8").splitlines() or [""])[0]
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(_("The password file cannot be read: %s") % error) from error


def _ask_twice() -> str:
    password = getpass.getpass(_("Password: "))
    if getpass.getpass(_("Once more: ")) != password:
        raise CommandError(_("The two passwords differ. Nothing was changed."))
    return password
