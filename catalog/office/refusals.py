"""Why a door of the register refused, as a sentence that says what to do."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from catalog import errors
from catalog.certification.validity import last_day


def sentence(refused: errors.CatalogError) -> str:
    """The words for a refusal, in the language of the page."""
    return next((say(refused) for kind, say in _WORDS.items() if isinstance(refused, kind)), "")


def _day(day) -> str:
    return date_format(day, "d/m/Y")


def _wrong_state(refused) -> str:
    return _("Somebody was quicker: the certificate is now “%s”. Nothing was changed.") % (
        refused.certification.get_status_display()
    )


def _incomplete(refused) -> str:
    if "number" in refused.missing:
        return _("The decision has no number.")
    return _("The decision is dated on a day still to come.")


def _already_certified(refused) -> str:
    return _(
        "The product holds another certificate, of decision %(number)s. Replace that one by this."
    ) % {"number": refused.current.decision.number}


def _already_recorded(refused) -> str:
    return _("This product stands in the register under this decision already (%s).") % (
        refused.certification.get_status_display()
    )


def _overlaps(refused) -> str:
    return _("Decision %(number)s holds for the same days, to %(date)s.") % {
        "number": refused.other.decision.number,
        "date": _day(last_day(refused.other)),
    }


_WORDS = {
    errors.WrongState: _wrong_state,
    errors.SecondPersonNeeded: lambda refused: _(
        "You wrote this certificate down yourself. Another officer has to look at it."
    ),
    errors.WeakEvidence: lambda refused: _(
        "Only a signed decision or official news of it can be verified. Ask for the decision."
    ),
    errors.Incomplete: _incomplete,
    errors.ReasonNeeded: lambda refused: _("Say why."),
    errors.DocumentNeeded: lambda refused: _("Write the number of the document."),
    errors.WrongDay: lambda refused: _("%s cannot be right here.") % _day(refused.day),
    errors.AlreadyCertified: _already_certified,
    errors.AlreadyRecorded: _already_recorded,
    errors.Overlaps: _overlaps,
    errors.NotAnAward: lambda refused: _("No certificate says this. Look at the stars again."),
}
