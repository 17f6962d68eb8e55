"""What the shop refuses. Each carries objects; the views find the words."""


class ShopError(Exception):
    """The base of every refusal of the shop."""


class QuoteChanged(ShopError):
    """What the buyer saw is no longer true; `quote` is what is true now. Nothing was ordered."""

    def __init__(self, quote):
        super().__init__(quote.hash)
        self.quote = quote


class CannotOrder(ShopError):
    """`problems` stand in the way; `quote` shows where. Nothing was ordered."""

    def __init__(self, problems, quote=None):
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = tuple(problems)
        self.quote = quote


class TooManyUnpaid(ShopError):
    """This `kind` ("phone" or "address") already has `limit` orders that are not paid."""

    def __init__(self, kind, limit):
        super().__init__(f"{kind}: {limit}")
        self.kind = kind
        self.limit = limit


class OverCashCeiling(ShopError):
    """`total` dong is more than may be paid in cash, `ceiling`."""

    def __init__(self, total, ceiling):
        super().__init__(f"{total} > {ceiling}")
        self.total = total
        self.ceiling = ceiling


class NotNow(ShopError):
    """The door is closed in this `state`. Nothing changed."""

    def __init__(self, state):
        super().__init__(str(state))
        self.state = state


class CertificationEnded(ShopError):
    """These `items` may not be sent: star revoked, suspended or void since the order.

    `blocks` says why, per product id. An officer was told and decides.
    """

    def __init__(self, items, blocks):
        super().__init__(", ".join(str(item) for item in items))
        self.items = tuple(items)
        self.blocks = blocks


class WrongAmount(ShopError):
    """`amount` dong cannot be right: `due` are due."""

    def __init__(self, amount, due):
        super().__init__(f"{amount} of {due}")
        self.amount = amount
        self.due = due


class CannotAdd(ShopError):
    """A product or a quantity may not enter the basket, see `problem`. Nothing changed."""

    def __init__(self, problem):
        super().__init__(problem.code)
        self.problem = problem


class VoucherRefused(ShopError):
    """A voucher code cannot be used now, see `problem`. Nothing changed."""

    def __init__(self, problem):
        super().__init__(problem.code)
        self.problem = problem


class InThePast(ShopError):
    """A rule of the house cannot begin on this `day`: it is over. Nothing changed."""

    def __init__(self, day):
        super().__init__(str(day))
        self.day = day


class Overlaps(ShopError):
    """Another version already begins on `begins`, that day or later. Nothing changed."""

    def __init__(self, begins):
        super().__init__(str(begins))
        self.begins = begins


class LeavesGap(ShopError):
    """Nothing would hold from `since` until the new version begins. Nothing changed."""

    def __init__(self, since):
        super().__init__(str(since))
        self.since = since


class Begun(ShopError):
    """This version holds since `day`; what was promised under it stays. Nothing changed."""

    def __init__(self, day):
        super().__init__(str(day))
        self.day = day


class ChangedMeanwhile(ShopError):
    """Somebody changed `now` since the form was opened. Nothing changed."""

    def __init__(self, now):
        super().__init__(str(now))
        self.now = now


class OtherProvince(ShopError):
    """An order cannot move out of `province`: sending was paid for it. Nothing changed."""

    def __init__(self, province):
        super().__init__(str(province))
        self.province = province


class AlreadyKnown(ShopError):
    """An `account` for refunds was given before. Nothing changed."""

    def __init__(self, account):
        super().__init__(str(account))
        self.account = account


class SafetyStop(ShopError):
    """These `items` were withdrawn for safety; nobody may let them go. Nothing changed."""

    def __init__(self, items):
        super().__init__(", ".join(str(item) for item in items))
        self.items = tuple(items)


class Taken(ShopError):
    """Another discount, perhaps an old one, has this `value` as its `field`. Nothing changed."""

    def __init__(self, field, value):
        super().__init__(f"{field}: {value}")
        self.field = field
        self.value = value


class TouchesAnother(ShopError):
    """Another `offer` takes something off the same goods in these days. Nothing changed."""

    def __init__(self, offer):
        super().__init__(str(offer))
        self.offer = offer
