"""The words of messages about accounts, in the language that is active when they are written."""

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from marketplace.kernel import clock
from marketplace.kernel.accounts.models import User
from marketplace.people.models import Act, Invitation
from marketplace.shop.messages.letter import Letter


def page_of_codes() -> str:
    """The whole address at which a one-time code is typed."""
    return settings.SITE_URL + reverse("invitation")


def last_day(invitation: Invitation) -> str:
    return date_format(clock.day_of(invitation.expires_at), "d/m/Y")


def with_code(invitation: Invitation, code: str) -> Letter:
    """To the guest: the code itself. These words are sent at once and stored nowhere."""
    words = {"code": code, "date": last_day(invitation)}
    if invitation.kind == Invitation.Kind.RECOVERY:
        what = _("With this code you open your account again and choose a new password.")
    else:
        what = _("You are invited to work with us. With this code you open your account.")
    return Letter(
        subject=_("Your one-time code"),
        greeting=_("Dear %(name)s,") % {"name": invitation.full_name},
        lines=(
            what,
            _("It works once, until %(date)s. Nobody of ours will ever ask you for it.") % words,
        ),
        facts=((_("One-time code"), code), (_("Works until"), words["date"])),
        short="OCOP: " + _("your code is %(code)s, until %(date)s. Open:") % words,
        url=page_of_codes(),
        action=_("Type the code"),
    )


def of_act(verb: str, whom: User | Invitation, by: User, invitation: Invitation | None) -> Letter:
    """To the other officers: who did what to whom, so that nobody is alone with the keys."""
    words = {"act": Act.Verb(verb).label, "name": str(whom), "by": str(by)}
    lines = [_("%(act)s: %(name)s. By %(by)s.") % words]
    if invitation and invitation.needs_second:
        lines.append(_("The code opens nothing before a second officer confirms. Please look."))
    lines.append(_("If this surprises you, ask at once."))
    page = (
        reverse("office_invitation", args=[invitation.pk])
        if invitation
        else reverse("office_person", args=[whom.pk])
    )
    return Letter(
        subject=_("Keys of the office: %(name)s") % words,
        lines=tuple(lines),
        short="OCOP: " + _("%(act)s: %(name)s, by %(by)s.") % words,
        url=settings.SITE_URL + page,
        action=_("Look at it"),
    )


def of_reset(person: User) -> Letter:
    """To the person whose second factors went."""
    return Letter(
        subject=_("Your account waits for a one-time code"),
        greeting=_("Dear %(name)s,") % {"name": str(person)},
        lines=(
            _("The centre has taken away your password and second factors, as was asked for."),
            _("You come in again with the one-time code that you get from the centre."),
            _("If you did not ask for this, call the centre at once."),
        ),
        short="OCOP: " + _("your account waits for a one-time code of the centre."),
        url=page_of_codes(),
        action=_("Type the code"),
    )


def of_contact(person: User) -> Letter:
    """To the phone or e-mail that was replaced."""
    return Letter(
        subject=_("Your phone or e-mail was changed"),
        greeting=_("Dear %(name)s,") % {"name": str(person)},
        lines=(
            _("The centre has written another phone or e-mail into your account."),
            _("If you did not ask for this, call the centre at once."),
        ),
        short="OCOP: " + _("the centre changed your phone or e-mail. Not you? Call us."),
        url=settings.SITE_URL + reverse("account"),
        action=_("Open my account"),
    )
