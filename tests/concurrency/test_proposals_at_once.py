"""A proposal that several people decide on at the same moment is decided once."""

from functools import partial

import pytest

from catalog import errors, proposals
from catalog.models import FactsChange, Proposal
from catalog.proposals import Consent

from .at_once import at_once

BEFORE, AFTER = "Nấu từ nước cây thốt nốt", "Nấu bằng củi"


@pytest.fixture
def farmer(shared):
    shared.first_rows()
    return shared.user("producer")


@pytest.fixture
def officers(shared, farmer):
    return [shared.user("officer") for _ in range(4)]


@pytest.fixture
def product(shared, farmer):
    return shared.product(by=shared.producer(members=[farmer]), summary=BEFORE)


@pytest.fixture
def waiting(product, farmer):
    draft = proposals.propose(
        producer=product.facts.producer, kind="change", product=product, by=farmer
    )
    proposals.keep(draft, {"summary": AFTER})
    return proposals.submit(draft, by=farmer)


def fresh(row) -> Proposal:
    return Proposal.objects.get(pk=row.pk)


def summary_of(product) -> str:
    product.facts.refresh_from_db()
    return product.facts.summary


def refused(outcomes) -> list[str]:
    return sorted(type(one).__name__ for one in outcomes if isinstance(one, Exception))


def test_a_look_and_a_save_decide_twice(waiting, officers):
    """The trap: all looked before any wrote."""
    looked = [fresh(waiting) for _ in officers]

    def careless(seen, officer):
        if seen.state == "submitted":
            Proposal.objects.filter(pk=seen.pk).update(state="accepted", decided_by=officer)
            return "accepted"

    outcomes = at_once([partial(careless, *pair) for pair in zip(looked, officers, strict=True)])

    assert outcomes == ["accepted"] * 4


def test_of_four_officers_one_accepts(waiting, officers, product):
    consent = Consent(waiting.version)

    outcomes = at_once(
        [partial(proposals.accept, waiting, consent, by=officer) for officer in officers]
    )

    assert refused(outcomes) == ["ProposalMoved"] * 3
    assert summary_of(product) == AFTER
    assert waiting.events.filter(verb="accept").count() == 1
    assert FactsChange.objects.filter(product=product).count() == 1


def test_accepting_and_sending_back_at_once_leave_one_truth(waiting, officers, product):
    accept = partial(proposals.accept, waiting, Consent(waiting.version), by=officers[0])
    send_back = partial(
        proposals.return_with_comment,
        waiting,
        version=waiting.version,
        comment="Ảnh hơi tối.",
        by=officers[1],
    )

    outcomes = at_once([accept, send_back])

    assert refused(outcomes) == ["ProposalMoved"]
    assert (fresh(waiting).state, summary_of(product)) in (
        ("accepted", AFTER),
        ("returned", BEFORE),
    )


@pytest.mark.parametrize("door", [proposals.withdraw, proposals.take_back])
def test_a_producer_who_takes_it_back_meets_an_officer_who_accepts(
    waiting, officers, farmer, product, door
):
    accept = partial(proposals.accept, waiting, Consent(waiting.version), by=officers[0])

    outcomes = at_once([accept, partial(door, waiting, by=farmer)])

    assert refused(outcomes) == ["ProposalMoved"]
    accepted = fresh(waiting).state == "accepted"
    assert summary_of(product) == (AFTER if accepted else BEFORE)


def test_two_of_a_household_begin_one_draft(shared, product, farmer):
    producer = product.facts.producer
    begin = partial(proposals.propose, producer=producer, kind="change", product=product, by=farmer)

    outcomes = at_once([begin] * 6)

    assert refused(outcomes) == []
    assert Proposal.objects.count() == 1


def test_what_is_written_while_it_is_sent_is_in_it_or_refused(waiting, farmer):
    proposals.take_back(waiting, by=farmer)
    keep = partial(proposals.keep, waiting, {"summary": "Lời sau cùng"})

    outcomes = at_once([keep, partial(proposals.submit, waiting, by=farmer)])

    sent = fresh(waiting)
    late = isinstance(outcomes[0], errors.ProposalMoved)
    assert refused(outcomes) == (["ProposalMoved"] if late else [])
    assert (sent.state, sent.payload["summary"]) == (
        "submitted",
        AFTER if late else "Lời sau cùng",
    )
