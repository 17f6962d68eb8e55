"""Letters about certificates that end: one to each producer, one digest to each officer."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import get_language

from catalog.models import ExpiryNotice
from catalog.texts import text
from marketplace.kernel import clock

from . import ending_phrases as phrases
from .letter import Letter
from .links import certificates_url, radar_url
from .readers import officers, producers_people, tell, without_readers

# A digest names so many; the radar has them all.
MOST_NAMED = 40


def tell_producer(notices: list[ExpiryNotice], *, key: str) -> None:
    """Tell one producer's people of the ends that were announced to them together."""
    producer = notices[0].certification.product.facts.producer
    today = clock.today()
    tell(producers_people(producer), lambda: _to_producer(notices, today), key=key)


def tell_officers(notices: list[ExpiryNotice], *, key: str) -> None:
    """Tell every officer, in one message, of all ends that were announced together."""
    makers = {notice.certification.product.facts.producer for notice in notices}
    alone = sorted(producer.trade_name for producer in without_readers(makers))
    today = clock.today()
    tell(officers(), lambda: _to_officers(notices, alone, today), key=key)


def _to_producer(notices: list[ExpiryNotice], today: date) -> Letter:
    first = notices[0]
    left = (first.last_day - today).days
    phrase = phrases.to_producer([_title(notice) for notice in notices], first.last_day, left)
    return Letter(
        subject=phrase.subject,
        lines=phrase.lines,
        short=f"OCOP: {phrase.short}",
        facts=_facts(notices, today, _title),
        url=certificates_url(),
        action=phrases.see_certificates(),
    )


def _to_officers(notices: list[ExpiryNotice], alone: list[str], today: date) -> Letter:
    phrase = phrases.to_officers(len(notices))
    lines = list(phrase.lines)
    if alone:
        lines.append(phrases.nobody_told(alone))
    if len(notices) > MOST_NAMED:
        lines.append(phrases.and_more(len(notices) - MOST_NAMED))
    return Letter(
        subject=phrase.subject,
        lines=tuple(lines),
        short=f"OCOP: {phrase.short}",
        facts=_facts(notices[:MOST_NAMED], today, _title_and_producer),
        url=radar_url(),
        action=phrases.see_radar(),
    )


def _facts(
    notices: list[ExpiryNotice], today: date, named: Callable[[ExpiryNotice], str]
) -> tuple[tuple[str, str], ...]:
    """Each certificate with its last day and what is truly left of it."""
    return tuple((named(notice), _end(notice, today)) for notice in notices)


def _end(notice: ExpiryNotice, today: date) -> str:
    day = phrases.written(notice.last_day)
    told = f"{day}, {phrases.when((notice.last_day - today).days)}"
    return f"{told} ({phrases.successor_waits()})" if notice.successor_waits else told


def _title(notice: ExpiryNotice) -> str:
    product = notice.certification.product
    return str(text(product.title, product.facts.title_en, get_language() or "vi"))


def _title_and_producer(notice: ExpiryNotice) -> str:
    return f"{_title(notice)} · {notice.certification.product.facts.producer}"
