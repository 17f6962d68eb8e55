import datetime

from marketplace.kernel import clock, vietqr
from marketplace.shop.models import OperatorAccount, PaymentAttempt
from marketplace.shop.problems import Problem
from marketplace.shop.shipping import in_force

from .port import Instructions


class Transfer:
    """The buyer transfers to the operator's account; an officer ticks what came in."""

    code = "transfer"
    waits = True

    def why_not(self, quote, *, day):
        return None if quote.tables.account else Problem("no_account")

    def start(self, order, *, quote, now):
        return PaymentAttempt(
            order=order,
            method=self.code,
            amount=quote.total,
            reference=order.number,
            deadline=now + datetime.timedelta(hours=quote.tables.limit.transfer_hours),
        )

    def instructions(self, order):
        attempt = order.payment_attempts.filter(state=PaymentAttempt.State.WAITING).first()
        account = account_on(clock.today())
        if not attempt or not account:
            return None
        missing = attempt.amount - sum(receipt.amount for receipt in attempt.receipts.all())
        return Instructions(
            "transfer",
            missing,
            account=account,
            purpose=attempt.reference,
            deadline=attempt.deadline,
            qr=vietqr.payload(
                bank=account.bank,
                account=account.number,
                amount=missing,
                purpose=attempt.reference,
                bill=order.number,
            ),
        )


def account_on(day: datetime.date) -> OperatorAccount | None:
    """The account to which buyers transfer on a day, or None. One query."""
    return in_force(OperatorAccount, day).last()
