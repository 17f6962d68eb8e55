"""The one-time code on paper: a sheet of A5 that is handed over."""

import io
import json
from functools import cache
from pathlib import Path

import segno
import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.models import Operator
from marketplace.kernel.templatetags.shop_format import phone as written

from .doors import asks_for_app
from .letters import last_day, page_of_codes
from .models import Invitation


@cache
def _design() -> bytes:
    return Path(__file__).with_name("sheet.typ").read_bytes()


def drawn(invitation: Invitation, code: str) -> bytes:
    """A PDF of A5 in the active language. The QR leads to the page and does not hold the code.

    The fonts are the ones inside typst; no font of the machine is looked at.
    """
    page = page_of_codes()
    qr = io.BytesIO()
    segno.make(page, error="m", micro=False).save(qr, kind="svg", border=0)
    facts = json.dumps(_facts(invitation, code, page))
    return typst.compile(
        {"main": _design(), "page.svg": qr.getvalue()},
        font_paths=[],
        ignore_system_fonts=True,
        sys_inputs={"sheet": facts},
    )


def _facts(invitation: Invitation, code: str, page: str) -> dict:
    operator = Operator.objects.first() or Operator()
    contact = written(invitation.phone) if invitation.phone else invitation.email
    facts = {"page": page, "contact": contact, "date": last_day(invitation)}
    return {
        "language": get_language() or "vi",
        "shop": operator.shop_name,
        "centre": operator.legal_name,
        "telephone": written(operator.phone),
        "name": invitation.full_name,
        "code": code,
        "page": page,
        "title": _("Your one-time code"),
        "steps": _steps(invitation, facts),
        "until": _("Works once, until %(date)s.") % facts,
        "warning": _(
            "Keep this sheet like a key and tear it up afterwards. "
            "Nobody of ours will ever ask you for the code by telephone."
        ),
        "help": _("Questions?"),
    }


def _steps(invitation: Invitation, facts: dict) -> list[str]:
    steps = [
        _("Open this page with your telephone or computer, or scan the square: %(page)s"),
        _("Type “%(contact)s” and the code below."),
    ]
    if asks_for_app(invitation):
        steps.append(_("Choose a password, and set up an authenticator app as the page shows."))
    else:
        steps.append(_("Choose a password of your own. From then on you sign in with it."))
    return [step % facts for step in steps]
