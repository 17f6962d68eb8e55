"""The database refuses to change or remove a row of a ledger, whoever asks."""

import pytest
from django.db import IntegrityError, transaction

from showrooms.models import StockMove


@pytest.fixture
def move(make):
    return make.stock(make.product(), 3).moves.get()


def test_a_move_cannot_be_changed(move):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        StockMove.objects.update(on_hand_change=30)

    move.refresh_from_db()
    assert move.on_hand_change == 3


def test_a_move_cannot_be_removed(move):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        move.delete()

    assert StockMove.objects.filter(pk=move.pk).exists()


def test_asking_for_no_row_at_all_is_no_offence(db):
    assert StockMove.objects.filter(pk=-1).update(reason="x") == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", ["first", "after the flush between two tests"])
def test_the_tables_stay_protected_between_transactional_tests(make, _round):
    move = make.stock(make.product(), 3).moves.get()

    with pytest.raises(IntegrityError, match="append-only"):
        move.delete()
