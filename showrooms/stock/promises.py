"""Doors through which goods are promised to somebody, and then leave or are set free.

(kind, ref) says for whom; it is the caller's and means nothing here.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Unpack
from uuid import UUID

from django.db import transaction

from showrooms.errors import NothingHeld, NotIssued, OutOfStock
from showrooms.models import Hold, StockBalance, StockMove, StockPlace

from .ledger import (
    Balances,
    Trace,
    change,
    free_lapsed,
    lock,
    refuse_expired,
    refuse_nothing,
    replayed,
    set_free,
    take,
    tell,
)


@dataclass(frozen=True, slots=True)
class Want:
    """So many pieces of a product, from one shelf, for the purpose (kind, ref)."""

    kind: str
    ref: UUID
    product_id: int
    quantity: int
    place: StockPlace


def hold(*, day: datetime.date, deadline: datetime.datetime | None = None, **want) -> list[Hold]:
    """Promise goods to one purpose: hold_all() with the fields of one Want."""
    return hold_all([Want(**want)], day=day, deadline=deadline)


@transaction.atomic
def hold_all(
    wants: Sequence[Want], *, day: datetime.date, deadline: datetime.datetime | None = None
) -> list[Hold]:
    """Promise every want, or none: first expired first out, only batches good on `day`.

    With a deadline the hold lapses after it; without one it stands until released or issued.
    A want whose (kind, ref) stands already is left as it is; one (kind, ref) is one product
    on one shelf. Raises OutOfStock.
    """
    _refuse_nonsense(wants)
    balances = lock(batch__product_id__in={want.product_id for want in wants})
    free_lapsed(balances)
    leaving = sorted((b for b in balances.values() if b.batch.is_good_on(day)), key=_first_out)
    standing = _standing(wants)
    holds, moves = [], []
    for want in wants:
        holds += standing.get((want.kind, want.ref), [])
        if (want.kind, want.ref) not in standing:
            for balance, quantity in _portions(want, leaving):
                moves.append(take(balance, StockMove.Kind.HOLD, held=quantity))
                holds.append(_hold(want, balance, quantity, deadline))
    StockMove.objects.bulk_create(moves)
    Hold.objects.bulk_create(hold for hold in holds if not hold.pk)
    tell(balances.values())
    return holds


@transaction.atomic
def keep(*, kind: str, ref: UUID) -> list[Hold]:
    """Take the deadline off: the promise stands. Raises NothingHeld when it has lapsed."""
    balances, holds = _held(kind, ref)
    issued = [hold for hold in holds if hold.state == Hold.State.ISSUED]
    kept = [hold for hold in holds if hold.state == Hold.State.OPEN]
    if not kept and not issued:
        raise NothingHeld(kind, ref)
    Hold.objects.filter(pk__in=[hold.pk for hold in kept]).update(deadline=None)
    tell(balances.values())
    return _reread(kept or issued)


@transaction.atomic
def release(*, kind: str, ref: UUID) -> list[Hold]:
    """Set the promised goods free again; none open, none released."""
    balances, holds = _held(kind, ref)
    released = [hold for hold in holds if hold.state == Hold.State.OPEN]
    for hold in released:
        set_free(hold, balances[hold.balance_id])
    tell(balances[hold.balance_id] for hold in released)
    return released


@transaction.atomic
def issue(*, kind: str, ref: UUID, day: datetime.date, by=None) -> list[Hold]:
    """Hand the promised goods over: all of them leave the shelf, or none.

    Raises Expired when a batch is past its date on `day`, NothingHeld when no promise stands.
    """
    balances, holds = _held(kind, ref)
    leaving = [hold for hold in holds if hold.state == Hold.State.OPEN]
    issued = [hold for hold in holds if hold.state == Hold.State.ISSUED]
    if not leaving and not issued:
        raise NothingHeld(kind, ref)
    for hold in leaving:
        balance = balances[hold.balance_id]
        refuse_expired(balance, day)
        change(balance, StockMove.Kind.ISSUE, on_hand=-hold.quantity, held=-hold.quantity, by=by)
        hold.state, hold.deadline = Hold.State.ISSUED, None
        hold.save(update_fields=["state", "deadline"])
    tell(balances[hold.balance_id] for hold in leaving)
    return leaving or issued


@transaction.atomic
def give_back(
    *,
    kind: str,
    ref: UUID,
    quantities: Mapping[int, int] | int | None = None,
    **trace: Unpack[Trace],
) -> list[Hold]:
    """Put issued goods back on the shelves they left; the first that left come back first.

    quantities: how many in all, or how many by key of the balance; everything still out when
    None. Raises NotIssued when more would come back than is out.
    """
    balances, holds = _held(kind, ref)
    issued = [hold for hold in holds if hold.state == Hold.State.ISSUED]
    if replayed(balances.values(), trace):
        return issued
    for hold, quantity in _shared_out(kind, ref, issued, quantities):
        change(balances[hold.balance_id], StockMove.Kind.GIVE_BACK, on_hand=quantity, **trace)
        hold.given_back += quantity
        hold.save(update_fields=["given_back"])
    tell(balances[hold.balance_id] for hold in issued)
    return issued


def _refuse_nonsense(wants: Sequence[Want]) -> None:
    for want in wants:
        refuse_nothing(want.quantity)
    if len({(want.kind, want.ref) for want in wants}) < len(wants):
        raise ValueError("two wants have the same purpose")


def _first_out(balance: StockBalance) -> tuple:
    """First expired, first out; what never expires leaves last."""
    date = balance.batch.best_before
    return (date is None, date or datetime.date.max, balance.batch.lot, balance.pk)


def _standing(wants: Iterable[Want]) -> dict[tuple[str, UUID], list[Hold]]:
    """The unreleased holds of these wants, which nobody needs to hold again."""
    found: dict[tuple[str, UUID], list[Hold]] = {}
    holds = Hold.objects.filter(ref__in={want.ref for want in wants}).order_by("pk")
    for hold in holds.exclude(state=Hold.State.RELEASED):
        found.setdefault((hold.kind, hold.ref), []).append(hold)
    return found


def _portions(want: Want, leaving: list[StockBalance]) -> list[tuple[StockBalance, int]]:
    """How many pieces each of these locked balances gives to the want, in their order."""
    here = [
        balance
        for balance in leaving
        if balance.place_id == want.place.pk and balance.batch.product_id == want.product_id
    ]
    free = sum(balance.free for balance in here)
    if free < want.quantity:
        raise OutOfStock(want.product_id, want.quantity, free)
    portions, missing = [], want.quantity
    for balance in here:
        quantity = min(balance.free, missing)
        if quantity:
            portions.append((balance, quantity))
            missing -= quantity
    return portions


def _hold(want: Want, balance: StockBalance, quantity: int, deadline) -> Hold:
    return Hold(kind=want.kind, ref=want.ref, balance=balance, quantity=quantity, deadline=deadline)


def _held(kind: str, ref: UUID) -> tuple[Balances, list[Hold]]:
    """The balances of a purpose, locked, and then its holds as they are now."""
    holds = Hold.objects.filter(kind=kind, ref=ref).order_by("pk")
    balances = lock(pk__in=holds.order_by().values("balance"))
    return balances, list(holds)


def _reread(holds: Iterable[Hold]) -> list[Hold]:
    return list(Hold.objects.filter(pk__in=[hold.pk for hold in holds]).order_by("pk"))


def _shared_out(
    kind: str, ref: UUID, issued: list[Hold], quantities: Mapping[int, int] | int | None
) -> list[tuple[Hold, int]]:
    """How many come back for each issued hold of the purpose."""
    out = {hold.balance_id: hold.quantity - hold.given_back for hold in issued}
    wanted = _by_balance(out, quantities)
    for balance_id, quantity in wanted.items():
        if not 0 <= quantity <= out.get(balance_id, 0):
            raise NotIssued(kind, ref, quantity, out.get(balance_id, 0))
    if not issued or isinstance(quantities, int) and sum(wanted.values()) < quantities:
        raise NotIssued(kind, ref, quantities or 0, sum(out.values()))
    return [(hold, wanted[hold.balance_id]) for hold in issued if wanted.get(hold.balance_id)]


def _by_balance(
    out: dict[int, int], quantities: Mapping[int, int] | int | None
) -> Mapping[int, int]:
    if quantities is None:
        return out
    if not isinstance(quantities, int):
        return quantities
    refuse_nothing(quantities)
    wanted, missing = {}, quantities
    for balance_id, most in out.items():
        wanted[balance_id] = min(most, missing)
        missing -= wanted[balance_id]
    return wanted
