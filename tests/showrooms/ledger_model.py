"""Stock in plain Python: what the doors should do, written a second time and differently."""

from dataclasses import dataclass, field
from datetime import date, datetime


class Refused(Exception):
    """The model's one refusal; it names the door's error."""


@dataclass
class Shelved:
    """One batch on one shelf."""

    lot: str
    best_before: date | None
    on_hand: int = 0
    held: int = 0

    @property
    def free(self) -> int:
        return self.on_hand - self.held


@dataclass
class Promise:
    """Goods for one purpose, by the key of their shelf and batch."""

    product: str
    goods: dict[tuple, int]
    deadline: datetime | None
    state: str = "open"
    given_back: dict[tuple, int] = field(default_factory=dict)


class Ledger:
    """Shelves by (place, batch), promises by reference.

    A refusal may leave it half-changed; whoever asks goes back to a copy.
    """

    def __init__(self):
        self.shelves: dict[tuple, Shelved] = {}
        self.products: dict[str, str] = {}
        self.promises: dict[str, Promise] = {}

    def add_batch(self, product, batch, lot, best_before, places):
        self.products[batch] = product
        for place in places:
            self.shelves[place, batch] = Shelved(lot, best_before)

    def lapse(self, product, now):
        for promise in self.promises.values():
            late = promise.deadline is not None and promise.deadline <= now
            if promise.product == product and promise.state == "open" and late:
                self._let_go(promise)

    def _let_go(self, promise):
        promise.state = "released"
        for key, quantity in promise.goods.items():
            self.shelves[key].held -= quantity

    def good(self, product, place, day):
        """Keys of the batches that may leave, the first to leave first."""
        keys = [
            key
            for key, shelved in self.shelves.items()
            if key[0] == place
            and self.products[key[1]] == product
            and (shelved.best_before is None or shelved.best_before >= day)
        ]
        far = date.max
        return sorted(keys, key=lambda k: (self.shelves[k].best_before or far, self.shelves[k].lot))

    def available(self, product, place, day, now):
        """What hold() could promise: lapsed promises count as free."""
        lapsed = sum(
            quantity
            for promise in self.promises.values()
            if promise.state == "open" and promise.deadline and promise.deadline <= now
            for key, quantity in promise.goods.items()
            if key in self.good(product, place, day)
        )
        return lapsed + sum(self.shelves[key].free for key in self.good(product, place, day))

    def hold(self, ref, product, place, quantity, day, deadline, now):
        self.lapse(product, now)
        standing = self.promises.get(ref)
        if standing and standing.state != "released":
            return
        if self.available(product, place, day, now) < quantity:
            raise Refused("OutOfStock")
        goods = {}
        for key in self.good(product, place, day):
            taken = min(self.shelves[key].free, quantity)
            if taken:
                goods[key] = taken
                self.shelves[key].held += taken
                quantity -= taken
        self.promises[ref] = Promise(product, goods, deadline)

    def release(self, ref):
        if ref in self.promises and self.promises[ref].state == "open":
            self._let_go(self.promises[ref])

    def keep(self, ref):
        promise = self._standing(ref)
        if promise.state == "open":
            promise.deadline = None

    def issue(self, ref, day):
        promise = self._standing(ref)
        if promise.state == "issued":
            return
        dates = [self.shelves[key].best_before for key in promise.goods]
        if any(best_before and best_before < day for best_before in dates):
            raise Refused("Expired")
        for key, quantity in promise.goods.items():
            self.shelves[key].on_hand -= quantity
            self.shelves[key].held -= quantity
        promise.state = "issued"

    def _standing(self, ref):
        promise = self.promises.get(ref)
        if promise is None or promise.state == "released":
            raise Refused("NothingHeld")
        return promise

    def out(self, ref):
        """How many of an issued promise have not come back."""
        promise = self.promises.get(ref)
        if promise is None or promise.state != "issued":
            return None
        return sum(promise.goods.values()) - sum(promise.given_back.values())

    def give_back(self, ref, quantity):
        """`quantity` None: everything still out."""
        out = self.out(ref)
        if out is None or (quantity or 0) > out:
            raise Refused("NotIssued")
        promise = self.promises[ref]
        left = out if quantity is None else quantity
        for key, issued in promise.goods.items():
            back = min(issued - promise.given_back.get(key, 0), left)
            promise.given_back[key] = promise.given_back.get(key, 0) + back
            self.shelves[key].on_hand += back
            left -= back

    def receive(self, key, quantity):
        self.shelves[key].on_hand += quantity

    def recount(self, key, counted, expected, now):
        self.lapse(self.products[key[1]], now)
        shelved = self.shelves[key]
        if shelved.on_hand != expected:
            raise Refused("Recounted")
        if counted < shelved.held:
            raise Refused("CountBelowHeld")
        shelved.on_hand = counted

    def write_off(self, key, quantity, now):
        self.lapse(self.products[key[1]], now)
        shelved = self.shelves[key]
        if shelved.free < quantity:
            raise Refused("OutOfStock")
        shelved.on_hand -= quantity

    def transfer(self, key, to, quantity, day, now):
        best_before = self.shelves[key].best_before
        if best_before and best_before < day:
            raise Refused("Expired")
        self.write_off(key, quantity, now)
        self.receive((to, key[1]), quantity)
