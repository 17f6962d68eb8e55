"""What the register answers about a day."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction

from catalog import certification
from catalog.certification import (
    Phase,
    days_left,
    doubts,
    history_of,
    last_day_of_validity,
    may_be_sold,
    stars_of,
    stars_on,
)
from catalog.models import CertificationEvent
from marketplace.kernel import clock
from tests.catalog.register import DAY

DATE = datetime.date


@pytest.mark.parametrize(
    ("decided_on", "last"),
    [
        (DATE(2024, 2, 29), DATE(2027, 2, 28)),
        (DATE(2023, 8, 31), DATE(2026, 8, 31)),
        (DATE(2023, 11, 22), DATE(2026, 11, 22)),
    ],
)
def test_thirty_six_calendar_months_end_on_the_same_day(decided_on, last):
    assert last_day_of_validity(decided_on) == last


def test_a_record_takes_its_days_from_the_decision(officers, product):
    row = officers.draft(product, decided_on=DATE(2024, 2, 29))

    assert (row.effective_on, row.valid_until) == (DATE(2024, 2, 29), DATE(2027, 2, 28))


@pytest.mark.parametrize(
    ("moment", "sold"),
    [("2026-08-31T16:59:00Z", True), ("2026-08-31T17:01:00Z", False)],
    ids=["23:59 in Hà Nội", "00:01 in Hà Nội"],
)
def test_the_last_day_ends_at_midnight_in_hanoi(make, product, moment, sold):
    make.star(product, effective_on=DATE(2023, 8, 31), valid_until=DATE(2026, 8, 31))

    with time_machine.travel(moment, tick=False):
        assert may_be_sold(product, clock.today()) is sold


def test_a_star_says_what_proves_it(make, product, today):
    row = make.star(product, 4, is_potential_five_star=True, extended_until=today + 900 * DAY)

    star = stars_on(product, today)

    assert (star.stars, star.certification_id, star.is_potential_five_star) == (4, row.pk, True)
    assert star.decision_number == row.decision.number
    assert star.decided_on == row.decision.decided_on
    assert star.authority == row.decision.authority
    assert star.effective_on == row.effective_on
    assert star.valid_until == today + 900 * DAY


@pytest.mark.parametrize("count", [1, 10])
def test_the_stars_of_many_products_are_one_query(make, today, django_assert_num_queries, count):
    maker = make.producer()
    products = [make.product(f"Trà {n}", by=maker) for n in range(count)]
    for made in products:
        make.star(made, 5)

    stars_of([products[0].pk], today)  # the process remembers the authority for a minute

    with django_assert_num_queries(1):
        stars = stars_of([made.pk for made in products], today)
        assert {star.authority.level for star in stars.values()} == {"province"}

    assert {pk: star.stars for pk, star in stars.items()} == {made.pk: 5 for made in products}


@pytest.mark.parametrize("status", ["draft", "pending", "suspended", "voided"])
def test_only_what_was_verified_and_stands_is_a_star(make, product, today, status):
    make.star(product, status=status)

    assert stars_on(product, today) is None
    assert not may_be_sold(product, today)


@pytest.mark.parametrize("status", ["superseded", "revoked"])
def test_an_ended_certificate_answers_for_its_days(make, product, today, status):
    make.star(product, 3, status=status, ends_on=today - DAY)

    assert stars_on(product, today - DAY).valid_until == today - DAY
    assert stars_on(product, today) is None


@pytest.mark.parametrize(
    ("facts", "sold"),
    [
        ({}, True),
        ({"status": "candidate"}, True),
        ({"status": "hidden"}, False),
        ({"is_medicine": True}, False),
        ({"is_service": True}, False),
    ],
)
def test_a_star_is_not_enough_to_be_sold(make, today, facts, sold):
    made = make.on_sale(**facts)

    assert may_be_sold(made, today) is sold


def test_the_last_day_has_no_day_left(make, product, today):
    make.star(product, valid_until=today)

    assert days_left(stars_on(product, today), today) == 0


@pytest.mark.parametrize(
    ("fields", "phase"),
    [
        ({"effective_on": DAY, "valid_until": 1000 * DAY}, Phase.NOT_YET),
        ({"valid_until": 91 * DAY}, Phase.CURRENT),
        ({"valid_until": 90 * DAY}, Phase.EXPIRING),
        ({"valid_until": 0 * DAY}, Phase.EXPIRING),
        ({"valid_until": -DAY}, Phase.EXPIRED),
        ({"valid_until": -DAY, "extended_until": 0 * DAY}, Phase.EXTENDED),
        ({"valid_until": -9 * DAY, "extended_until": -DAY}, Phase.EXPIRED),
        ({"status": "suspended"}, Phase.SUSPENDED),
        ({"status": "revoked", "ends_on": -DAY}, Phase.REVOKED),
        ({"status": "revoked", "ends_on": 0 * DAY}, Phase.EXPIRING),
        ({"status": "superseded", "ends_on": -DAY}, Phase.SUPERSEDED),
        ({"status": "superseded", "ends_on": 0 * DAY}, Phase.CURRENT),
    ],
)
def test_the_calendar_names_the_phase(make, product, today, fields, phase):
    days = {
        name: today + value if isinstance(value, datetime.timedelta) else value
        for name, value in fields.items()
    }
    make.star(product, **days)

    assert [row.phase for row in history_of(product, today)] == [phase]


def test_history_shows_the_newest_first_and_how_each_ended(
    make, officers, product, today, django_assert_num_queries
):
    old = officers.valid(product, 3, decided_on=today - 500 * DAY)
    certification.supersede(
        old, officers.pending(product, 4, decided_on=today - 100 * DAY), by=officers.verifier
    )
    officers.draft(product)
    history_of(product)  # the process remembers the authority for a minute

    with django_assert_num_queries(1):
        rows = history_of(product)

    assert [(row.star.stars, row.phase) for row in rows] == [
        (4, Phase.CURRENT),
        (3, Phase.SUPERSEDED),
    ]
    assert rows[1].star.valid_until == today - 101 * DAY
    assert rows[1].outcome


@pytest.mark.parametrize(
    ("stars", "level", "decided_on", "odd"),
    [
        (3, "district", DATE(2024, 5, 1), []),
        (3, "province", DATE(2024, 5, 1), ["authority"]),
        (3, "district", DATE(2025, 7, 6), ["authority", "rule_set"]),
        (3, "province", DATE(2022, 5, 1), ["rule_set"]),
        (5, "province", DATE(2024, 5, 1), ["authority"]),
    ],
)
def test_doubts_warn_and_never_block(make, officers, product, stars, level, decided_on, odd):
    decision = make.decision(decided_on=decided_on)
    decision.authority.level = level
    decision.rule_set.valid_to = DATE(2025, 7, 5)
    row = certification.record(product, decision=decision, award=certification.Award(stars))

    assert doubts(row) == odd
    certification.submit(row)
    certification.verify(row, by=officers.verifier)


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_keeps_every_event(officers, product, change):
    officers.draft(product)
    events = CertificationEvent.objects.all()

    with pytest.raises(IntegrityError), transaction.atomic():
        events.update(reason="khác") if change == "update" else events.delete()

    assert events.get().reason == ""
