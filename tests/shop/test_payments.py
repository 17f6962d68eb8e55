import pytest
from django.test import override_settings

from catalog.places_load import load_places
from marketplace.kernel import clock
from marketplace.shop import codes, limits, payments, vat
from marketplace.shop.models import OperatorAccount, ProvinceRegion
from marketplace.shop.reference import load_shop_reference


def test_the_methods_stand_in_the_order_of_the_setting():
    assert list(payments.methods()) == ["cod", "transfer"]
    with override_settings(PAYMENT_METHODS=["marketplace.shop.payments.transfer.Transfer"]):
        assert list(payments.methods()) == ["transfer"]


def test_cash_to_have_ready(shop):
    order = shop.order()

    told = payments.by_code("cod").instructions(order)

    assert (told.kind, told.amount) == ("cash", order.details.total)


def test_a_transfer_is_told_with_its_code_and_deadline(shop):
    order = shop.order(method="transfer")
    attempt = order.payment_attempts.get()

    told = payments.by_code("transfer").instructions(order)

    assert (told.amount, told.purpose, told.deadline) == (
        order.details.total,
        order.number,
        attempt.deadline,
    )
    assert f"54{len(str(told.amount)):02d}{told.amount}" in told.qr
    assert order.number in told.qr


def test_after_a_part_the_code_asks_for_the_rest(shop):
    order = shop.order(method="transfer")
    shop.pay(order, 10_000)

    assert payments.by_code("transfer").instructions(order).amount == order.details.total - 10_000


@pytest.mark.parametrize("ended", ["paid", "no account"])
def test_nothing_to_transfer_is_told_as_nothing(shop, ended):
    order = shop.order(method="transfer")
    if ended == "paid":
        shop.pay(order)
    else:
        OperatorAccount.objects.update(valid_to=clock.today().replace(year=2021))

    assert payments.by_code("transfer").instructions(order) is None


def test_careful_limits_hold_where_none_are_set(db):
    assert limits.on(clock.today()).cash_ceiling == 5_000_000


@pytest.mark.parametrize(
    ("amount", "percent", "inside"),
    [(108, 8, 8), (110, 10, 10), (0, 8, 0), (1, 8, 0), (7, 8, 1), (75_000, 8, 5_556)],
)
def test_the_vat_inside_is_rounded_half_up(amount, percent, inside):
    assert vat.inside(amount, percent) == inside


def test_a_code_that_is_taken_is_drawn_again(shop, monkeypatch):
    taken = shop.order().number
    drawn = iter([*taken, *"34679ACD"])
    monkeypatch.setattr(codes.secrets, "choice", lambda _: next(drawn))

    assert codes.new_code() == "34679ACD"


def test_the_reference_gives_each_province_its_region(make):
    load_places()
    load_shop_reference()
    load_shop_reference()

    regions = ProvinceRegion.objects.values_list("region", flat=True)
    assert sorted((r, list(regions).count(r)) for r in set(regions)) == [
        ("centre", 11),
        ("north", 15),
        ("south", 8),
    ]
