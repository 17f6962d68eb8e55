from marketplace.shop.problems import Problem

from .port import Instructions


class CashOnDelivery:
    """The carrier takes cash at the door, parcel by parcel.

    Off for alcohol (law 44/2019/QH14 on the harm of alcohol wants payment without cash for
    orders made online) and above the ceiling of the day.
    """

    code = "cod"
    waits = False

    def why_not(self, quote, *, day):
        if quote.needs_age:
            return Problem("alcohol")
        ceiling = quote.tables.limit.cash_ceiling
        if (quote.total or quote.goods - quote.discount) > ceiling:
            return Problem("over_ceiling", {"ceiling": ceiling})
        return None

    def start(self, order, *, quote, now):
        return None

    def instructions(self, order):
        return Instructions("cash", order.details.due)
