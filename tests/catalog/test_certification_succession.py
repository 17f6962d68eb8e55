"""One certificate after another: renewals, gaps, late news and what voiding puts back."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog import certification, errors
from catalog.certification import Phase, history_of, stars_on
from catalog.certification.asks import in_force
from catalog.certification.validity import last_day
from catalog.models import StarCertification
from tests.catalog.register import DAY, everything, fresh


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [(3, 4, "upgraded"), (4, 4, "renewed"), (4, 3, "downgraded")],
)
def test_the_newer_decision_takes_over_on_its_first_day(
    officers, product, today, before, after, outcome
):
    old = officers.valid(product, before)
    new = officers.pending(product, after, decided_on=today)

    certification.supersede(old, new, by=officers.verifier)

    ended = fresh(old)
    assert (ended.outcome, ended.ends_on, ended.superseded_by) == (outcome, today - DAY, new)
    assert fresh(new).verified_by == officers.verifier
    assert stars_on(product, today - DAY).stars == before
    assert stars_on(product, today).stars == after


def test_late_news_of_an_upgrade_does_not_rewrite_the_days_before(officers, product, today):
    old = officers.valid(product, 3)
    new = officers.pending(product, 4, decided_on=today - 14 * DAY)

    certification.supersede(old, new, by=officers.verifier)

    assert stars_on(product, today).stars == 4
    assert stars_on(product, today - 14 * DAY).stars == 4
    assert stars_on(product, today - 15 * DAY).stars == 3


def test_a_late_renewal_leaves_the_gap(officers, product, today):
    old = officers.valid(product, valid_until=today - 60 * DAY)
    new = officers.pending(product, decided_on=today - 10 * DAY)

    certification.supersede(old, new, by=officers.verifier)

    assert fresh(old).ends_on == today - 60 * DAY
    assert stars_on(product, today - 60 * DAY).stars == 4
    assert stars_on(product, today - 30 * DAY) is None
    assert stars_on(product, today - 10 * DAY).stars == 4


@pytest.mark.parametrize("days", [0, -1])
def test_a_successor_begins_later_than_the_old_one(officers, product, days):
    old = officers.valid(product)
    new = officers.pending(product, effective_on=old.effective_on + days * DAY)
    held = everything()

    with pytest.raises(errors.Overlaps) as refusal:
        certification.supersede(old, new, by=officers.verifier)

    assert refusal.value.other.pk == old.pk
    assert everything() == held


def test_a_successor_is_of_the_same_product(officers, make, product, today):
    old = officers.valid(product)
    strange = officers.pending(make.product("Mật ong"), decided_on=today)
    held = everything()

    with pytest.raises(errors.Overlaps):
        certification.supersede(old, strange, by=officers.verifier)

    assert everything() == held


def test_a_successor_is_verified_as_strictly_as_any(officers, product, today):
    old = officers.valid(product)
    weak = officers.pending(product, decided_on=today, evidence="C")
    good = officers.pending(product, decided_on=today)
    held = everything()

    with pytest.raises(errors.WeakEvidence):
        certification.supersede(old, weak, by=officers.verifier)
    with pytest.raises(errors.SecondPersonNeeded):
        certification.supersede(old, good, by=officers.recorder)

    assert everything() == held


def test_an_unfinished_certificate_is_superseded_not_doubled(officers, product, today):
    old = officers.valid(product, valid_until=today - DAY)
    new = officers.pending(product, decided_on=today)
    held = everything()

    with pytest.raises(errors.AlreadyCertified) as refusal:
        certification.verify(new, by=officers.verifier)

    assert refusal.value.current.pk == old.pk
    assert everything() == held


def test_a_certificate_may_not_begin_while_a_revoked_one_still_held(officers, product, today):
    officers.revoked(product, effective_on=today - 5 * DAY)
    early = officers.pending(product, decided_on=today - 6 * DAY)
    in_time = officers.pending(product, decided_on=today - 5 * DAY)
    held = everything()

    with pytest.raises(errors.Overlaps):
        certification.verify(early, by=officers.verifier)
    assert everything() == held

    certification.verify(in_time, by=officers.verifier)
    assert stars_on(product, today).certification_id == in_time.pk


def test_an_older_certificate_found_later_takes_its_place_before(officers, product, today):
    current = officers.valid(product, 4)
    older = officers.pending(product, 3, decided_on=today - 900 * DAY)

    certification.verify(older, by=officers.verifier)

    found = fresh(older)
    assert (found.status, found.outcome) == ("superseded", "upgraded")
    assert found.ends_on == current.effective_on - DAY
    assert stars_on(product, today - 300 * DAY).stars == 3
    assert stars_on(product, today).stars == 4


def test_revoking_counts_from_its_day(officers, product, today):
    officers.revoked(product, effective_on=today - 3 * DAY)

    assert stars_on(product, today - 4 * DAY).stars == 4
    assert stars_on(product, today - 3 * DAY) is None


def test_an_expired_certificate_revoked_months_later_keeps_its_last_day(officers, product, today):
    row = officers.revoked(product, valid_until=today - 90 * DAY, reason="not_re_evaluated")

    assert row.ends_on == today - 90 * DAY


def test_a_certificate_revoked_from_its_first_day_never_held(officers, product, today):
    row = officers.valid(product)

    certification.revoke(
        row,
        reason="false_dossier",
        document="3/QĐ-UBND",
        effective_on=row.effective_on,
        by=officers.verifier,
    )

    assert not in_force(row.effective_on).exists()
    assert [line.phase for line in history_of(product)] == [Phase.REVOKED]


def test_voiding_the_successor_puts_the_old_one_back(officers, product, today):
    old = officers.valid(product, 3)
    new = officers.pending(product, 4, decided_on=today)
    certification.supersede(old, new, by=officers.verifier)

    certification.void(new, reason="sai sản phẩm", by=officers.verifier)

    back = fresh(old)
    assert (back.status, back.ends_on, back.outcome, back.superseded_by) == (
        "valid",
        None,
        "",
        None,
    )
    assert stars_on(product, today).stars == 3
    assert old.events.last().verb == "restore"


def test_voiding_the_middle_one_joins_its_neighbours(officers, product, today):
    first = officers.valid(product, 3, decided_on=today - 800 * DAY)
    middle = officers.pending(product, 5, decided_on=today - 400 * DAY)
    certification.supersede(first, middle, by=officers.verifier)
    last = officers.pending(product, 4, decided_on=today - 100 * DAY)
    certification.supersede(fresh(middle), last, by=officers.verifier)

    certification.void(middle, reason="sai sản phẩm", by=officers.verifier)

    joined = fresh(first)
    assert (joined.superseded_by, joined.outcome) == (last, "upgraded")
    assert joined.ends_on == last.effective_on - DAY
    assert stars_on(product, today - 300 * DAY).stars == 3


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "supersede", "suspend", "resume", "revoke", "extend", "void"]),
        st.integers(-1500, 60),
        st.integers(3, 5),
        st.integers(1, 1200),
    ),
    max_size=9,
)


def take(step, officers, product, today):
    """One step of a random history; most are refused, which is part of the point."""
    verb, offset, stars, length = step
    rows = list(StarCertification.objects.filter(product=product).order_by("effective_on", "pk"))
    row = rows[length % len(rows)] if rows else None
    on = today + offset * DAY
    if verb in ("add", "supersede"):
        new = officers.pending(
            product,
            stars,
            decided_on=min(on, today),
            effective_on=on,
            valid_until=on + length * DAY,
        )
        if verb == "add" or row is None:
            certification.verify(new, by=officers.verifier)
        else:
            certification.supersede(row, new, by=officers.verifier)
    elif row is None:
        return
    elif verb == "suspend":
        certification.suspend(row, reason="kiểm tra", review_on=today, by=officers.verifier)
    elif verb == "resume":
        certification.resume(row, by=officers.verifier)
    elif verb == "revoke":
        certification.revoke(
            row, reason="voluntary", document="1/QĐ", effective_on=on, by=officers.verifier
        )
    elif verb == "extend":
        certification.extend(row, until=on, document="1/CV", by=officers.verifier)
    else:
        certification.void(row, reason="nhầm", by=officers.verifier)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_no_history_gives_a_product_two_stars_on_one_day(officers, product, today, steps):
    with transaction.atomic():
        for step in steps:
            try:
                take(step, officers, product, today)
            except errors.CertificationRefused:
                continue
        rows = list(StarCertification.objects.filter(product=product))
        edges = {row.effective_on for row in rows} | {last_day(row) for row in rows} | {today}
        days = {edge + shift * DAY for edge in edges for shift in (-1, 0, 1)}
        crowded = [day for day in days if in_force(day).filter(product=product).count() > 1]
        transaction.set_rollback(True)

    assert crowded == []
