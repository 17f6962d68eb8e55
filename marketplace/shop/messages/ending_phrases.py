"""The sentences about certificates that end. Each is built on call: words follow the language."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .phrases import Phrase

# From here on the law's own reminder has been given (30 days before the end).
LAST_CALL_DAYS = 30


def when(left: int) -> str:
    """How far the last day is: "30 days left", "today is the last day", "ended 2 days ago"."""
    if left < 0:
        return ngettext("ended %(days)s day ago", "ended %(days)s days ago", -left) % {
            "days": -left
        }
    if left == 0:
        return _("today is the last day")
    return ngettext("%(days)s day left", "%(days)s days left", left) % {"days": left}


def written(day: date) -> str:
    """A day as 21/11/2026."""
    return date_format(day, "d/m/Y")


def to_producer(titles: list[str], last_day: date, left: int) -> Phrase:
    """To a producer; last_day and left are those of what ends first."""
    words = {"title": titles[0], "count": len(titles), "day": written(last_day), "when": when(left)}
    one = len(titles) == 1
    if left < 0:
        subject = _one_has_ended() if one else _several_have_ended()
    else:
        subject = _one_ends() if one else _several_end()
    return Phrase(subject % words, (_to_do(left),), _short(one, left) % words)


def to_officers(count: int) -> Phrase:
    """To the centre: what was announced today."""
    words = {"count": count}
    return Phrase(
        ngettext(
            "%(count)s star certificate is about to end",
            "%(count)s star certificates are about to end",
            count,
        )
        % words,
        (_("Their producers are told today as well. What is left is counted from today."),),
        ngettext(
            "%(count)s star certificate is about to end. See the radar:",
            "%(count)s star certificates are about to end. See the radar:",
            count,
        )
        % words,
    )


def nobody_told(producers: list[str]) -> str:
    """To the centre: whom no message reaches."""
    return _("No message reaches these producers, please call or visit them: %(producers)s.") % {
        "producers": ", ".join(producers)
    }


def and_more(count: int) -> str:
    """To the centre: how many a letter leaves out."""
    return ngettext(
        "One more stands in the radar.", "%(count)s more stand in the radar.", count
    ) % {"count": count}


def successor_waits() -> str:
    """Beside a certificate whose newer decision nobody has verified yet."""
    return _("a newer decision is being checked")


def see_certificates() -> str:
    """Where a letter to a producer leads."""
    return _("See my certificates")


def see_radar() -> str:
    """Where a digest leads."""
    return _("Open the radar")


def _one_ends() -> str:
    return _("The star certificate of %(title)s ends on %(day)s: %(when)s")


def _several_end() -> str:
    return _("%(count)s of your star certificates end, the first on %(day)s: %(when)s")


def _one_has_ended() -> str:
    return _("The star certificate of %(title)s ended on %(day)s")


def _several_have_ended() -> str:
    return _("%(count)s of your star certificates end or have ended, the first on %(day)s")


def _to_do(left: int) -> str:
    if left < 0:
        return _(
            "Buyers can no longer order it here, and new packaging may not show the stars. "
            "Hand in the file for re-evaluation as soon as you can."
        )
    if left <= LAST_CALL_DAYS:
        return _(
            "Hand in your file for re-evaluation this week. After the last day the stars go out "
            "and nobody can order the product here."
        )
    return _(
        "Prepare your file for re-evaluation now: the registration form and a report on what "
        "changed in the three years. A new decision takes months."
    )


def _short(one: bool, left: int) -> str:
    if left < 0:
        return _("a star certificate ended on %(day)s: %(title)s. See what to do:")
    if one:
        return _("stars end on %(day)s (%(when)s): %(title)s. See what to do:")
    return _("%(count)s star certificates end, the first on %(day)s (%(when)s). See what to do:")
