"""A shop that can sell: reference rows, a bank account, baskets and orders in a few words."""

import datetime
import itertools

import pytest

from marketplace.forks.basket.models import Basket
from marketplace.forks.partner.strategy import Selector
from marketplace.kernel import clock
from marketplace.shop import baskets, ordering
from marketplace.shop.models import (
    LegalText,
    OperatorAccount,
    PaymentLimit,
    ProvinceRegion,
    ShippingBand,
    VatRate,
)
from marketplace.shop.quote import quote

LONG_AGO = datetime.date(2020, 1, 1)
BANDS = {
    "province": [(1_000, 18_000), (5_000, 30_000)],
    "region": [(1_000, 25_000), (5_000, 42_000)],
    "country": [(1_000, 32_000), (5_000, 58_000)],
}
_number = itertools.count(1)


class Shop:
    """What a test of buying says. `home` is a commune of An Giang, `far` one of Hà Nội."""

    def __init__(self, make):
        self.make = make
        self.home = make.commune()
        self.far = make.commune("Hoàn Kiếm", "Hà Nội", province_code="01")
        ProvinceRegion.objects.create(province=self.home.parent, region="south")
        ProvinceRegion.objects.create(province=self.far.parent, region="north")
        ShippingBand.objects.bulk_create(
            ShippingBand(zone=zone, up_to_g=up_to, price=price, valid_from=LONG_AGO)
            for zone, rows in BANDS.items()
            for up_to, price in rows
        )
        for kind, percent in (("standard", 8), ("excise", 10)):
            VatRate.objects.create(kind=kind, percent=percent, valid_from=LONG_AGO)
        PaymentLimit.objects.create(
            cash_ceiling=3_000_000,
            open_orders_per_phone=3,
            open_orders_per_address=5,
            transfer_hours=24,
            valid_from=LONG_AGO,
        )
        LegalText.objects.create(kind="terms", version="1", valid_from=LONG_AGO, body_vi="…")
        OperatorAccount.objects.create(
            bank="970403", bank_name="NH", number="0011012345678", holder="TT", valid_from=LONG_AGO
        )

    def basket(self, *products, owner=None, **quantities):
        """A basket with one of each product, or with (product, quantity) pairs."""
        made = Basket.objects.create(owner=owner)
        made.strategy = Selector().strategy()
        for entry in products:
            product, quantity = entry if isinstance(entry, tuple) else (entry, 1)
            baskets.add(made, product, quantity)
        return self.again(made)

    def again(self, basket):
        """The basket as the next request finds it."""
        found = Basket.objects.get(pk=basket.pk)
        found.strategy = Selector().strategy()
        return found

    def quote(self, basket, **asked):
        asked = {"day": clock.today(), "language": "vi", "province": self.home.parent} | asked
        return quote(self.again(basket), **asked)

    def buyer(self, **facts):
        number = next(_number)
        facts = {
            "full_name": "Trần Văn Bình",
            "phone": f"+8491{number:07d}",
            "commune": self.home,
            "street": f"{number} Trần Hưng Đạo",
        } | facts
        return ordering.Buyer(**facts)

    def place(self, basket, *, method="cod", **facts):
        """Order what is in a basket as it is shown now."""
        shown = facts.pop("shown", None)
        buyer = facts.pop("buyer", None) or self.buyer()
        shown = shown or self.quote(basket, province=buyer.commune.parent)
        consents = facts.pop("consents", shown.needs)
        return ordering.place(
            self.again(basket),
            quote_hash=shown.hash,
            buyer=buyer,
            method=method,
            consents=consents,
            language=facts.pop("language", "vi"),
            **facts,
        )

    def order(self, *products, **facts):
        """An order of one of each product, on sale by its own producer when none is given."""
        return self.place(self.basket(*(products or (self.make.on_sale(),))), **facts)

    def pay(self, order, amount=None, **facts):
        """An officer notes a transfer for an order."""
        attempt = order.payment_attempts.get()
        return ordering.receive_transfer(
            attempt,
            amount=attempt.amount if amount is None else amount,
            received_on=clock.today(),
            by=self.make.user("officer"),
            **facts,
        )


@pytest.fixture
def shop(make):
    return Shop(make)
