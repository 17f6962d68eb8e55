"""What the register's list finds: every certification, what ends first on top."""

from datetime import date, timedelta

from django.db.models import BooleanField, Case, Count, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from catalog.certification import EXPIRING_DAYS, phase_on
from catalog.certification.asks import COUNTED
from catalog.certification.validity import LAST_DAY, last_day
from catalog.models import StarCertification
from marketplace.kernel.text import fold, slug

Status = StarCertification.Status
# What no calendar says anything of: nobody verified it, or it was taken out.
UNVERIFIED = (Status.DRAFT, Status.PENDING, Status.VOIDED)
PHASES = {
    "pending": _("Waiting for verification"),
    "valid": _("Valid today"),
    "ending": _("Ending within 90 days"),
    "not_yet": _("Not yet in force"),
    "ended": _("Past the last day"),
    "suspended": _("Suspended"),
    "revoked": _("Revoked"),
    "superseded": _("Superseded"),
    "draft": _("Drafts"),
    "voided": _("Taken out"),
}


def of_phase(phase: str, day: date) -> Q:
    """The rows that stand in a phase on a day; needs the alias `last_day`."""
    in_force = Q(status__in=COUNTED, effective_on__lte=day, last_day__gte=day)
    by_calendar = {
        "valid": in_force,
        "ending": in_force & Q(last_day__lte=day + timedelta(days=EXPIRING_DAYS)),
        "not_yet": Q(status=Status.VALID, effective_on__gt=day),
        "ended": Q(status=Status.VALID, last_day__lt=day),
    }
    return by_calendar.get(phase) or Q(status=phase)


def certifications() -> QuerySet[StarCertification]:
    """All rows with what a line of the list names, in one query."""
    return StarCertification.objects.alias(last_day=LAST_DAY).select_related(
        "product__facts__producer__place__commune__parent", "decision__authority"
    )


def found(asked: dict, day: date) -> QuerySet[StarCertification]:
    """The rows that fit every filter but the phase. asked: cleaned data of FilterForm."""
    rows = certifications()
    if province := asked.get("province"):
        rows = rows.filter(product__facts__producer__place__commune__parent=province)
    if commune := fold(asked.get("commune") or ""):
        rows = rows.filter(product__facts__producer__place__commune__folded_name__contains=commune)
    if maker := slug(asked.get("producer") or ""):
        rows = rows.filter(product__facts__producer__slug__contains=maker)
    if words := asked.get("q"):
        rows = rows.filter(_named(words))
    if asked.get("days") is not None:
        until = day + timedelta(days=asked["days"])
        rows = rows.filter(of_phase("valid", day), last_day__lte=until)
    return rows


def _named(words: str) -> Q:
    """By product without regard to marks, or by the number of the decision."""
    by_number = Q(decision__number__icontains=words)
    name = slug(words)
    return by_number | Q(product__slug__contains=name) if name else by_number


def counted(rows: QuerySet[StarCertification], day: date) -> dict[str, int]:
    """How many of these rows stand in each phase on a day; one query."""
    asked = {phase: Count("pk", filter=of_phase(phase, day)) for phase in PHASES}
    return rows.aggregate(all=Count("pk"), **asked)


def by_end(rows: QuerySet[StarCertification], day: date) -> QuerySet[StarCertification]:
    """What ends first comes first; what is over comes after all that is not."""
    over = Case(
        When(last_day__lt=day, then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )
    return rows.order_by(over, "last_day", "pk")


def standing(certification: StarCertification, day: date):
    """The word for where a row stands on a day, and its tone: "", "good", "warning" or "bad"."""
    if certification.status in UNVERIFIED:
        tone = "warning" if certification.status == Status.PENDING else ""
        return certification.get_status_display(), tone
    phase = phase_on(certification, day)
    return phase.label, _TONES.get(phase, "")


def days_to_end(certification: StarCertification, day: date) -> int | None:
    """Days to the last day in force, 0 on that day; None where nothing runs."""
    left = (last_day(certification) - day).days
    return left if certification.status in COUNTED and left >= 0 else None


_TONES = {
    "current": "good",
    "expiring": "warning",
    "extended": "warning",
    "not_yet": "warning",
    "expired": "bad",
    "revoked": "bad",
    "suspended": "bad",
}
