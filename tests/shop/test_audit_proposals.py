"""The audit finds a proposal whose story does not hold together."""

import pytest

from catalog import proposals
from catalog.models import Proposal
from marketplace.shop.audit_proposals import files, states, texts
from tests.catalog.test_proposals import picture


@pytest.fixture
def waiting(make):
    farmer = make.user("producer")
    producer = make.producer(members=[farmer])
    draft = proposals.propose(producer=producer, kind="certificate", by=farmer)
    proposals.attach(draft, picture())
    return proposals.submit(draft, by=farmer)


def broken() -> list[str]:
    return [*states(), *files(), *texts()]


def test_a_proposal_that_went_by_the_doors_is_whole(waiting):
    assert broken() == []


def test_a_state_that_no_door_set_is_found(waiting):
    Proposal.objects.update(state="accepted")

    assert broken() == [
        f"proposal {waiting.pk} is accepted, but its last event is submit",
        f"proposal {waiting.pk} was accepted, but nothing came of it",
    ]


def test_a_lost_picture_is_found(waiting):
    file = waiting.files.get().preview
    file.storage.delete(file.name)

    assert broken() == [f"proposal {waiting.pk} has lost its file {file.name}"]


def test_words_that_are_not_clean_are_found(waiting):
    Proposal.objects.update(payload={"number": "86\u202e"})

    assert broken() == [f"proposal {waiting.pk} holds text that is not clean"]
