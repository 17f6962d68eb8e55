"""Holding, keeping, releasing, issuing and giving back."""

import uuid

from showrooms import stock


def test_smoke(make, today):
    p = make.product()
    b = make.stock(p, 5)
    ref = uuid.uuid4()
    stock.hold(kind="order", ref=ref, product_id=p.pk, quantity=3, place=b.place, day=today)
    assert stock.available([p.pk], today, stock.SHIP) == {p.pk: 2}
    stock.issue(kind="order", ref=ref, day=today)
    stock.give_back(kind="order", ref=ref, quantities=2)
    stock.transfer(balance=b, quantity=1, to=make.showroom().shelf)
    b.refresh_from_db()
    assert (b.on_hand, b.held) == (3, 0)
    stock.recount(balance=b, counted=7, expected=3)
    stock.write_off(balance=b, quantity=1)
    assert stock.available([p.pk], today, stock.SHIP) == {p.pk: 6}
