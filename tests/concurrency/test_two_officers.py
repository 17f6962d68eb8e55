"""Two officers at the same certificate: one acts, the other is told that it is done."""

from functools import partial

import pytest

from catalog import certification, errors
from catalog.models import CertificationEvent, StarCertification
from tests.catalog.register import DAY, Officers, fresh

from .at_once import at_once


@pytest.fixture
def officers(shared):
    shared.first_rows()
    return Officers()


def refused(outcomes) -> list[str]:
    return sorted(type(outcome).__name__ for outcome in outcomes if outcome is not None)


def test_a_look_and_a_save_revoke_twice(shared, officers, today):
    """The trap: both looked before either wrote."""
    row = officers.valid(shared.product())
    looked = [fresh(row), fresh(row)]

    def careless(seen):
        if seen.status == "valid":
            StarCertification.objects.filter(pk=seen.pk).update(status="revoked")
            CertificationEvent.objects.create(certification=seen, verb="revoke", after="revoked")

    assert at_once([partial(careless, seen) for seen in looked]) == [None, None]
    assert row.events.filter(verb="revoke").count() == 2


def test_of_eight_officers_one_revokes(shared, officers, today):
    row = officers.valid(shared.product())
    revoke = partial(
        certification.revoke,
        row,
        reason="voluntary",
        document="58/QĐ-UBND",
        effective_on=today,
        by=officers.verifier,
    )

    outcomes = at_once([revoke] * 8)

    assert refused(outcomes) == ["WrongState"] * 7
    assert row.events.filter(verb="revoke").count() == 1


def test_suspending_and_superseding_at_once_leave_one_truth(shared, officers, today):
    product = shared.product()
    old = officers.valid(product)
    new = officers.pending(product, 5, decided_on=today)
    suspend = partial(
        certification.suspend, old, reason="kiểm tra", review_on=today, by=officers.verifier
    )
    supersede = partial(certification.supersede, old, new, by=officers.verifier)

    outcomes = at_once([suspend, supersede])

    assert refused(outcomes) == ["WrongState"]
    assert {fresh(old).status, fresh(new).status} in (
        {"suspended", "pending"},
        {"superseded", "valid"},
    )


def test_two_decisions_verified_at_once_give_one_star(shared, officers, today):
    product = shared.product()
    rivals = [
        officers.pending(product, stars, decided_on=today - days * DAY)
        for stars, days in ((3, 9), (4, 2))
    ]

    outcomes = at_once([partial(certification.verify, row, by=officers.verifier) for row in rivals])

    # Whichever came second: it waits for a supersede, or takes its place in the past.
    assert all(isinstance(one, errors.AlreadyCertified | None) for one in outcomes)
    assert StarCertification.objects.filter(product=product, status="valid").count() == 1
