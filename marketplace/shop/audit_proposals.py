"""What must always hold of producers' proposals."""

import unicodedata
from collections.abc import Iterator

from django.db.models import OuterRef, Q, Subquery

from catalog.models import Proposal, ProposalEvent, ProposalFile
from marketplace.kernel.text import FORBIDDEN

State, Verb = Proposal.State, ProposalEvent.Verb
# The last thing that was done with a proposal in each state; with a draft perhaps nothing.
_LAST = {
    State.DRAFT: (None, Verb.TAKE_BACK),
    State.SUBMITTED: (Verb.SUBMIT,),
    State.RETURNED: (Verb.RETURN,),
    State.ACCEPTED: (Verb.ACCEPT,),
    State.WITHDRAWN: (Verb.WITHDRAW,),
}


def states() -> Iterator[str]:
    """The state is that of the last event, and what was accepted has become something."""
    events = ProposalEvent.objects.filter(proposal=OuterRef("pk")).order_by("-pk")
    for row in Proposal.objects.annotate(last=Subquery(events.values("verb")[:1])):
        if row.last not in _LAST[row.state]:
            yield f"proposal {row.pk} is {row.state}, but its last event is {row.last}"
    accepted = Proposal.objects.filter(state=State.ACCEPTED)
    nothing = Q(kind=Proposal.Kind.NEW, product=None) | Q(
        kind=Proposal.Kind.CERTIFICATE, paper=None
    )
    for pk in accepted.filter(nothing).values_list("pk", flat=True):
        yield f"proposal {pk} was accepted, but nothing came of it"


def files() -> Iterator[str]:
    """Every picture and page has its file."""
    for row in ProposalFile.objects.iterator(chunk_size=500):
        for file in filter(None, (row.file, row.preview)):
            if not file.storage.exists(file.name):
                yield f"proposal {row.proposal_id} has lost its file {file.name}"


def texts() -> Iterator[str]:
    """What is proposed is composed (NFC) and free of controls."""
    for pk, payload in Proposal.objects.values_list("pk", "payload").iterator(chunk_size=500):
        said = [value for value in payload.values() if isinstance(value, str)]
        if not all(unicodedata.is_normalized("NFC", s) and not FORBIDDEN.search(s) for s in said):
            yield f"proposal {pk} holds text that is not clean"
