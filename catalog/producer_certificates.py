"""What a producer sees of the own certificates: how long each lasts, and what to do now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

from marketplace.kernel import clock

from .certification import EXPIRING_DAYS, Phase, Star, days_left, phase_on
from .certification.asks import COUNTED
from .models import ExpiryNotice, Producer, ProductFacts, ProductStatus, StarCertification
from .texts import Text, text

# The authority reminds the producer 30 days before the end, at the latest.
LAST_CALL_DAYS = 30
# The most urgent comes first; within one urgency, what ends first.
_URGENCY = (
    Phase.SUSPENDED,
    Phase.REVOKED,
    Phase.EXPIRED,
    Phase.EXPIRING,
    Phase.EXTENDED,
    Phase.NOT_YET,
    Phase.CURRENT,
    Phase.SUPERSEDED,
)
_TIME_TO_RENEW = (Phase.EXPIRING, Phase.EXTENDED, Phase.EXPIRED)
_TONES = {
    Phase.SUSPENDED: "error",
    Phase.REVOKED: "error",
    Phase.EXPIRED: "error",
    Phase.EXPIRING: "warning",
    Phase.EXTENDED: "warning",
}


@dataclass(frozen=True, slots=True)
class CertificateCard:
    """One product with the certificate that counts today, or the last it had.

    star and phase: None where no decision is recorded. days_left: negative when it is over.
    steps: how to come to a new decision, where it is time for one; its pictures come last.
    told_on: the last day on which this end was announced to the producer.
    """

    title: Text
    star: Star | None
    phase: Phase | None
    days_left: int | None
    to_do: str
    tone: str
    steps: tuple[str, ...] = ()
    told_on: date | None = None

    @property
    def is_in_force(self) -> bool:
        return self.phase in (Phase.CURRENT, Phase.EXPIRING, Phase.EXTENDED)


def certificate_cards(producer: Producer, day: date, language: str) -> list[CertificateCard]:
    """The products of a producer and their certificates, the most urgent first; three queries."""
    facts = (
        ProductFacts.objects.filter(producer=producer)
        .exclude(status=ProductStatus.HIDDEN)
        .select_related("product")
        .order_by("product__title")
    )
    shown = _certificates_shown(producer, day)
    told = _told_on(shown.values())
    cards = [_card(row, shown.get(row.product_id), day, language, told) for row in facts]
    return sorted(cards, key=_urgency)


def _certificates_shown(producer: Producer, day: date) -> dict[int, StarCertification]:
    """For each product the certificate in force on the day, else the newest one."""
    rows = (
        StarCertification.objects.filter(
            product__facts__producer=producer,
            status__in=[*COUNTED, StarCertification.Status.SUSPENDED],
        )
        .select_related("decision__authority")
        .order_by("effective_on")
    )
    shown: dict[int, StarCertification] = {}
    for row in rows:
        earlier = shown.get(row.product_id)
        if earlier is None or not _in_force(earlier, day):
            shown[row.product_id] = row
    return shown


def _told_on(rows: Iterable[StarCertification]) -> dict[tuple[int, date], date]:
    """The day on which the end of each (certificate, last day) was last announced."""
    notices = ExpiryNotice.objects.filter(certification__in=[row.pk for row in rows])
    return {
        (notice.certification_id, notice.last_day): clock.day_of(notice.at)
        for notice in notices.order_by("at", "pk")
    }


def _in_force(row: StarCertification, day: date) -> bool:
    return phase_on(row, day) in (Phase.CURRENT, Phase.EXPIRING, Phase.EXTENDED)


def _card(
    facts, row: StarCertification | None, day: date, language: str, told: dict
) -> CertificateCard:
    star = Star.of(row) if row else None
    phase = phase_on(row, day) if row else None
    return CertificateCard(
        title=text(facts.product.title, facts.title_en, language),
        star=star,
        phase=phase,
        days_left=days_left(star, day) if star else None,
        to_do=_to_do(row, star, phase, day) if row else str(_NOT_RECORDED),
        tone=_TONES.get(phase, "info"),
        steps=tuple(map(str, _STEPS)) if phase in _TIME_TO_RENEW else (),
        told_on=told.get((row.pk, star.valid_until)) if row else None,
    )


def _urgency(card: CertificateCard):
    if card.phase is None:
        return len(_URGENCY), 0
    return _URGENCY.index(card.phase), card.days_left


def _to_do(row: StarCertification, star: Star, phase: Phase, day: date) -> str:
    words = {
        "first": _day(star.effective_on),
        "last": _day(star.valid_until),
        "from": _day(star.valid_until - timedelta(days=EXPIRING_DAYS)),
        "review": _day(row.review_on),
        "document": row.revocation_document or row.extension_document,
    }
    last_call = phase == Phase.EXPIRING and days_left(star, day) <= LAST_CALL_DAYS
    return str(_LAST_CALL if last_call else _TO_DO[phase]) % words


def _day(day: date | None) -> str:
    return date_format(day, "d/m/Y") if day else ""


_NOT_RECORDED = gettext_lazy(
    "No decision is recorded. If you have one, bring it to the trade promotion centre."
)
_LAST_CALL = gettext_lazy(
    "Hand in your file this week. After %(last)s the stars go out and nobody can order this "
    "product here."
)
# A re-evaluation takes the way of the first assessment (148/QĐ-TTg).
_STEPS = (
    gettext_lazy(
        "Write the file: the registration form for re-evaluation, and a report on what changed "
        "in the product, the recipe and the place since the decision."
    ),
    gettext_lazy("Add papers that still hold: food safety, test results, self-declaration, label."),
    gettext_lazy("Hand it in at the People's Committee of your commune and keep the receipt."),
)
_TO_DO = {
    Phase.CURRENT: gettext_lazy("Nothing to do now. Prepare the re-evaluation from %(from)s on."),
    Phase.EXPIRING: gettext_lazy(
        "Prepare your file for re-evaluation now: the registration form and a report on what "
        "changed in the three years."
    ),
    Phase.EXTENDED: gettext_lazy(
        "Extended by %(document)s. Ask for the new decision before %(last)s."
    ),
    Phase.EXPIRED: gettext_lazy(
        "Buyers can no longer order it here, and new packaging may not show the stars. Ask for "
        "re-evaluation."
    ),
    Phase.NOT_YET: gettext_lazy(
        "The stars count from %(first)s; buyers can order it from that day."
    ),
    Phase.SUSPENDED: gettext_lazy(
        "Paused while the authority inspects; looked at again by %(review)s. Do not send this "
        "product until then."
    ),
    Phase.REVOKED: gettext_lazy(
        "Withdrawn by %(document)s. Take the stars and the OCOP mark off the packaging before "
        "you sell it anywhere."
    ),
    Phase.SUPERSEDED: gettext_lazy("Replaced by a newer decision."),
}
