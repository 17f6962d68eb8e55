"""The doors of stock and the model of the ledger, walked side by side by Hypothesis."""

import copy
import datetime
import uuid

import time_machine
from django.db import transaction
from django.db.models import Sum
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from marketplace.kernel import clock
from showrooms import stock
from showrooms.errors import StockError
from showrooms.models import Batch, Hold, StockBalance, StockMove
from tests import making

from .ledger_model import Ledger, Refused

START = datetime.datetime(2026, 3, 2, 9, tzinfo=clock.HANOI)
few = st.integers(1, 6)
places = st.sampled_from(["store", "showroom"])
batches = st.sampled_from(["soon", "later", "never", "other"])
products = st.sampled_from(["honey", "tea"])
deadlines = st.sampled_from([None, 1, 30])
actions = st.sampled_from(["once", "again"])


class LedgerMachine(RuleBasedStateMachine):
    """Two products, four batches, two shelves, and a clock that only goes forward."""

    refs = Bundle("refs")

    def __init__(self):
        super().__init__()
        self.clock = time_machine.travel(START, tick=False)
        self.traveller = self.clock.start()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self._lay_out()

    def teardown(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)
        self.clock.stop()

    def _lay_out(self):
        self.maker = making.producer()
        self.place = {"store": self.maker.store, "showroom": making.showroom().shelf}
        self.product = {name: making.product(name, by=self.maker) for name in ("honey", "tea")}
        # Lots run against dates, so that going by the lot alone would be found out.
        layout = [("soon", "honey", "L9", 2), ("later", "honey", "L1", 9)]
        layout += [("never", "honey", "L5", None), ("other", "tea", "L1", 3)]
        self.model, self.batch = Ledger(), {}
        for name, product, lot, days in layout:
            date = days and START.date() + datetime.timedelta(days=days)
            self.batch[name] = Batch.objects.create(
                product=self.product[product], lot=lot, best_before=date
            )
            self.model.add_batch(product, name, lot, date, self.place)
        # Later batches get the lower keys: the order of keys is not the order of leaving.
        for place in self.place.values():
            for name in ("never", "later", "soon", "other"):
                StockBalance.objects.create(place=place, batch=self.batch[name], owner=self.maker)
        for place, name in self.model.shelves:
            self._receive(place, name, 4)

    def balance(self, place, batch) -> StockBalance:
        return StockBalance.objects.get(place=self.place[place], batch=self.batch[batch])

    def both(self, door, model):
        """Call the door and the model; they agree on the refusal, or on none."""
        before, expected, got = copy.deepcopy(self.model), None, None
        try:
            model()
        except Refused as refusal:
            expected, self.model = str(refusal), before
        try:
            with transaction.atomic():
                door()
        except StockError as refusal:
            got = type(refusal).__name__
        assert got == expected, f"the door said {got}, the model {expected}"

    def twice(self, door, again):
        """Call a door once more with the same operation, as a flaky network does."""
        door()
        if again == "again":
            door()

    @rule(place=places, batch=batches, quantity=few, again=actions)
    def receive(self, place, batch, quantity, again):
        self._receive(place, batch, quantity, again)

    def _receive(self, place, batch, quantity, again="once"):
        door = {
            "place": self.place[place],
            "batch": self.batch[batch],
            "owner": self.maker,
            "quantity": quantity,
            "operation": uuid.uuid4(),
        }
        self.both(
            lambda: self.twice(lambda: stock.receive(**door), again),
            lambda: self.model.receive((place, batch), quantity),
        )

    @rule(target=refs, product=products, place=places, quantity=few, hours=deadlines)
    def hold(self, product, place, quantity, hours):
        ref = uuid.uuid4()
        self._hold(ref, product, place, quantity, hours)
        return ref, product, place, quantity

    @rule(ref=refs, hours=deadlines)
    def hold_again(self, ref, hours):
        self._hold(*ref, hours)

    def _hold(self, ref, product, place, quantity, hours):
        now, day = clock.now(), clock.today()
        deadline = hours and now + datetime.timedelta(hours=hours)
        pk = self.product[product].pk
        self.both(
            lambda: stock.hold(
                kind="test",
                ref=ref,
                product_id=pk,
                quantity=quantity,
                place=self.place[place],
                day=day,
                deadline=deadline,
            ),
            lambda: self.model.hold(ref, product, place, quantity, day, deadline, now),
        )

    @rule(ref=refs)
    def release(self, ref):
        self.both(
            lambda: stock.release(kind="test", ref=ref[0]), lambda: self.model.release(ref[0])
        )

    @rule(ref=refs)
    def keep(self, ref):
        self.both(lambda: stock.keep(kind="test", ref=ref[0]), lambda: self.model.keep(ref[0]))

    @rule(ref=refs)
    def issue(self, ref):
        day = clock.today()
        self.both(
            lambda: stock.issue(kind="test", ref=ref[0], day=day),
            lambda: self.model.issue(ref[0], day),
        )

    @rule(ref=refs, quantity=st.one_of(st.none(), few), again=actions)
    def give_back(self, ref, quantity, again):
        operation = uuid.uuid4()

        def door():
            stock.give_back(kind="test", ref=ref[0], quantities=quantity, operation=operation)

        self.both(lambda: self.twice(door, again), lambda: self.model.give_back(ref[0], quantity))

    @rule(place=places, batch=batches, counted=st.integers(0, 12), off=st.sampled_from([0, 0, 1]))
    def recount(self, place, batch, counted, off):
        balance, now = self.balance(place, batch), clock.now()
        expected = balance.on_hand + off
        self.both(
            lambda: stock.recount(balance=balance, counted=counted, expected=expected),
            lambda: self.model.recount((place, batch), counted, expected, now),
        )

    @rule(place=places, batch=batches, quantity=few, again=actions)
    def write_off(self, place, batch, quantity, again):
        door = {
            "balance": self.balance(place, batch),
            "quantity": quantity,
            "operation": uuid.uuid4(),
        }
        self.both(
            lambda: self.twice(lambda: stock.write_off(**door), again),
            lambda: self.model.write_off((place, batch), quantity, clock.now()),
        )

    @rule(place=places, batch=batches, quantity=few, again=actions)
    def transfer(self, place, batch, quantity, again):
        to = "showroom" if place == "store" else "store"
        door = {
            "balance": self.balance(place, batch),
            "quantity": quantity,
            "to": self.place[to],
            "operation": uuid.uuid4(),
        }
        self.both(
            lambda: self.twice(lambda: stock.transfer(**door), again),
            lambda: self.model.transfer((place, batch), to, quantity, clock.today(), clock.now()),
        )

    @rule(hours=st.sampled_from([2, 26]))
    def wait(self, hours):
        self.traveller.shift(datetime.timedelta(hours=hours))

    @invariant()
    def balances_are_as_the_model_says(self):
        here = {place.pk: name for name, place in self.place.items()}
        batch = {made.pk: name for name, made in self.batch.items()}
        counted = {
            (here[row.place_id], batch[row.batch_id]): (row.on_hand, row.held)
            for row in StockBalance.objects.all()
        }
        told = {key: (row.on_hand, row.held) for key, row in self.model.shelves.items()}
        assert counted == told

    @invariant()
    def the_ledger_adds_up(self):
        moves = StockMove.objects.values("balance").annotate(
            on_hand=Sum("on_hand_change"), held=Sum("held_change")
        )
        moved = {row["balance"]: (row["on_hand"], row["held"]) for row in moves}
        promised = dict(
            Hold.objects.filter(state="open").values_list("balance").annotate(Sum("quantity"))
        )
        for row in StockBalance.objects.all():
            assert 0 <= row.held <= row.on_hand
            assert (row.on_hand, row.held) == moved.get(row.pk, (0, 0))
            assert row.held == promised.get(row.pk, 0)

    @invariant()
    def asks_say_what_hold_would_promise(self):
        day, now = clock.today(), clock.now()
        ids = {self.product[name].pk: name for name in self.product}
        for scope, place in ((stock.SHIP, "store"), (self.place["showroom"], "showroom")):
            assert stock.available(ids, day, scope) == {
                pk: self.model.available(name, place, day, now) for pk, name in ids.items()
            }
