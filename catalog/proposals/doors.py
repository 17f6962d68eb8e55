"""The doors of a proposal, but for its files and its acceptance."""

import uuid

from django.db import transaction
from django.db.models import F
from oscar.apps.catalogue.models import Product

from catalog import errors
from catalog.models import Producer, Proposal, ProposalEvent
from marketplace.kernel import clock
from marketplace.kernel.outbox.queue import enqueue
from marketplace.kernel.text import slug

from .live import ASIDE, FIELDS, changes, live_of, live_values, merged

Kind = Proposal.Kind
State = Proposal.State
Verb = ProposalEvent.Verb
# Of these one may be open at a time: of a product, of a producer.
_ALONE = (Kind.CHANGE, Kind.FACTS)
_NEEDED = {Kind.NEW: ("title", "kind"), Kind.CHANGE: ("title",), Kind.FACTS: ("trade_name",)}


@transaction.atomic
def propose(
    *, producer: Producer, kind: str, product: Product | None = None, by, operation=None
) -> Proposal:
    """Begin a draft on what stands now, or go on with the one that is open already.

    A change of a product or of a producer's data is open once; anything else once per
    `operation`, the page it began on. Only its producer's people see a draft.
    """
    # Whoever comes second waits here, then finds the draft of the first.
    Producer.objects.select_for_update().get(pk=producer.pk)
    if found := _begun(producer, kind, product, operation):
        return found
    live = live_values(kind, producer, product)
    return Proposal.objects.create(
        producer=producer,
        kind=kind,
        product=product,
        base=live,
        payload=live,
        found_by=_found_by(live),
        operation=operation or uuid.uuid4(),
        created_by=by,
    )


def open_one(producer: Producer, kind: str, product: Product | None) -> Proposal | None:
    """The open change of this product or of this producer's data; of the others several may be."""
    if kind not in _ALONE:
        return None
    mine = Proposal.objects.filter(producer=producer, kind=kind, product=product)
    return mine.filter(state__in=Proposal.OPEN).first()


def _begun(producer, kind, product, operation) -> Proposal | None:
    if kind in _ALONE:
        return open_one(producer, kind, product)
    mine = Proposal.objects.filter(producer=producer, kind=kind)
    return mine.filter(operation=operation).first() if operation else None


@transaction.atomic
def keep(proposal: Proposal, values: dict, *, seen: dict | None = None) -> Proposal:
    """Write down what the producer typed. values: JSON values of fields of its kind, any of them.

    seen: the live values when the page was shown. What stands now becomes the base, and fields
    that are not named follow it. Refuses: ProposalMoved (it is not the producer's to edit now),
    LiveMoved (the centre changed it since the page was shown).
    """
    row = locked(proposal, *Proposal.EDITABLE)
    live = live_of(row)
    fields = [name for name in live if seen is not None and live[name] != seen.get(name)]
    if fields:
        raise errors.LiveMoved(row, fields=fields)
    known = {*FIELDS[row.kind], *ASIDE}
    payload = merged(row, live) | {name: values[name] for name in known & values.keys()}
    return moved(row, to=row.state, payload=payload, base=live, found_by=_found_by(payload))


def _found_by(payload: dict) -> str:
    return slug(f"{payload.get('title') or ''} {payload.get('number') or ''}")[:250]


@transaction.atomic
def submit(proposal: Proposal, *, by) -> Proposal:
    """Hand it to the centre; from now on it is read only.

    Effects: an event; officers see it waiting. Refuses: ProposalMoved, Unfinished,
    NothingProposed.
    """
    row = locked(proposal, *Proposal.EDITABLE)
    missing = [name for name in _NEEDED.get(row.kind, ()) if not row.payload.get(name)]
    if row.kind == Kind.CERTIFICATE and not row.files.exists():
        missing = ["pages"]
    if missing:
        raise errors.Unfinished(row, missing=missing)
    if row.kind != Kind.CERTIFICATE and not changes(row):
        raise errors.NothingProposed(row)
    row = moved(row, to=State.SUBMITTED, submitted_at=clock.now(), submitted_by=by)
    log(row, Verb.SUBMIT, by)
    return row


@transaction.atomic
def take_back(proposal: Proposal, *, by) -> Proposal:
    """Make it a draft again, to correct it. Refuses: ProposalMoved (the centre has decided)."""
    row = moved(locked(proposal, State.SUBMITTED), to=State.DRAFT)
    log(row, Verb.TAKE_BACK, by)
    return row


@transaction.atomic
def withdraw(proposal: Proposal, *, by) -> Proposal:
    """Give it up for good. Refuses: ProposalMoved (the centre has decided)."""
    row = moved(locked(proposal, *Proposal.OPEN), to=State.WITHDRAWN)
    log(row, Verb.WITHDRAW, by)
    return row


@transaction.atomic
def return_with_comment(proposal: Proposal, *, version: int, comment: str, by) -> Proposal:
    """Send it back to the producer, who corrects it and sends it again.

    version: of the proposal on the officer's screen. Effects: an event, a message to the
    producer. Refuses: CommentNeeded, OwnProposal, ProposalMoved.
    """
    if not comment.strip():
        raise errors.CommentNeeded(proposal)
    row = to_be_decided(proposal, version, by)
    decided = {"decided_at": clock.now(), "decided_by": by, "comment": comment.strip()}
    row = moved(row, to=State.RETURNED, **decided)
    tell(log(row, Verb.RETURN, by, comment.strip()))
    return row


def to_be_decided(proposal: Proposal, version: int, by) -> Proposal:
    """The row, locked, for an officer who saw this version of it."""
    row = locked(proposal, State.SUBMITTED)
    if row.version != version:
        raise errors.ProposalMoved(row)
    if row.producer.members.filter(user=by).exists() or row.submitted_by_id == by.pk:
        raise errors.OwnProposal(row)
    return row


def locked(proposal: Proposal, *states: str) -> Proposal:
    """The row anew, in one of these states; else ProposalMoved."""
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("producer", "product")
    row = rows.get(pk=proposal.pk)
    if row.state not in states:
        raise errors.ProposalMoved(row)
    return row


def moved(row: Proposal, *, to: str, **facts) -> Proposal:
    """One more version of the row, if it is still the one that was read.

    On SQLite nobody waits for a row, so the UPDATE looks once more while it takes.
    """
    same = Proposal.objects.filter(pk=row.pk, state=row.state, version=row.version)
    if not same.update(state=to, version=F("version") + 1, changed_at=clock.now(), **facts):
        raise errors.ProposalMoved(Proposal.objects.get(pk=row.pk))
    row.refresh_from_db()
    return row


def log(row: Proposal, verb: str, by, comment: str = "") -> ProposalEvent:
    return ProposalEvent.objects.create(
        proposal=row, verb=verb, version=row.version, comment=comment, by=by
    )


def tell(event: ProposalEvent) -> None:
    """Ask for a message to the producer about how it was decided."""
    enqueue("proposal_message", str(event.pk), {"event": event.pk})
