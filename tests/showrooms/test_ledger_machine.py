"""Any sequence of doors leaves the ledger as the model says, and planted bugs are found."""

import datetime

import pytest
from django.db.models import F
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from showrooms.models import Batch, Hold, StockBalance, StockMove
from showrooms.stock import asks, ledger, promises, shelves

from .ledger_machine import LedgerMachine

short = settings(
    max_examples=12,
    stateful_step_count=40,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    # Making a failing sequence smaller takes minutes; the first one says enough.
    phases=[Phase.generate],
)
long = settings(short, max_examples=300, stateful_step_count=60)
hunting = settings(long, report_multiple_bugs=False)


def test_any_sequence_of_doors_keeps_the_ledger_right(make):
    run_state_machine_as_test(LedgerMachine, settings=short)


@pytest.mark.slow
def test_many_long_sequences_keep_the_ledger_right(make):
    run_state_machine_as_test(LedgerMachine, settings=long)


def forget_to_free_lapsed(monkeypatch):
    monkeypatch.setattr(promises, "free_lapsed", lambda balances: None)


def sell_expired_goods(monkeypatch):
    monkeypatch.setattr(Batch, "is_good_on", lambda batch, day: True)


def sell_today_nothing_that_ends_today(monkeypatch):
    last_day = Batch.is_good_on
    monkeypatch.setattr(
        Batch, "is_good_on", lambda batch, day: last_day(batch, day + datetime.timedelta(days=1))
    )


def write_no_move_when_goods_come_back(monkeypatch):
    def silently(balance, kind, *, on_hand=0, held=0, **trace):
        rows = StockBalance.objects.filter(pk=balance.pk)
        rows.update(on_hand=F("on_hand") + on_hand, held=F("held") + held)

    monkeypatch.setattr(promises, "change", silently)


def take_batches_by_lot(monkeypatch):
    monkeypatch.setattr(promises, "_first_out", lambda balance: balance.batch.lot)


def take_batches_by_key(monkeypatch):
    monkeypatch.setattr(promises, "_first_out", lambda balance: balance.pk)


def strand_lapsed_goods(monkeypatch):
    monkeypatch.setattr(asks, "_lapsed", lambda: Hold.objects.filter(pk=-1).values("quantity"))


def forget_what_came_back(monkeypatch):
    monkeypatch.setattr(
        promises, "_by_balance", lambda out, quantities: dict.fromkeys(out, quantities or 1)
    )


def receive_a_replay_again(monkeypatch):
    monkeypatch.setattr(shelves, "replayed", lambda balances, trace: trace.pop("operation") is None)


def hold_again_what_stands(monkeypatch):
    monkeypatch.setattr(promises, "_standing", lambda wants: {})


def leave_the_hold_open_when_it_is_released(monkeypatch):
    def half(hold, balance):
        ledger.change(balance, StockMove.Kind.RELEASE, held=-hold.quantity)

    monkeypatch.setattr(promises, "set_free", half)


def transfer_expired_goods(monkeypatch):
    monkeypatch.setattr(shelves, "refuse_expired", lambda balance, day: None)


def issue_without_freeing_the_promise(monkeypatch):
    def only_on_hand(balance, kind, *, on_hand=0, held=0, **trace):
        held = 0 if kind == StockMove.Kind.ISSUE else held
        ledger.change(balance, kind, on_hand=on_hand, held=held, **trace)

    monkeypatch.setattr(promises, "change", only_on_hand)


BUGS = [
    forget_to_free_lapsed,
    sell_expired_goods,
    sell_today_nothing_that_ends_today,
    write_no_move_when_goods_come_back,
    take_batches_by_lot,
    take_batches_by_key,
    strand_lapsed_goods,
    forget_what_came_back,
    receive_a_replay_again,
    hold_again_what_stands,
    leave_the_hold_open_when_it_is_released,
    transfer_expired_goods,
    issue_without_freeing_the_promise,
]


@pytest.mark.slow
@pytest.mark.parametrize("plant", BUGS, ids=lambda bug: bug.__name__)
def test_a_planted_bug_is_found(make, monkeypatch, plant):
    plant(monkeypatch)

    # Whatever it is that breaks: an assertion, a constraint, or several at once.
    with pytest.raises(Exception):  # noqa: B017
        run_state_machine_as_test(LedgerMachine, settings=hunting)
