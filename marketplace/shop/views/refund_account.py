"""The buyer writes, once, to which account money of an order may be paid back."""

from contextlib import suppress

from django.shortcuts import redirect, render

from marketplace.shop import ordering
from marketplace.shop.errors import AlreadyKnown, NotNow
from marketplace.shop.forms.refund_account import RefundAccountForm
from marketplace.shop.models import RefundAccount, RefundDue

from .answers import secret_address
from .order import back_to, own_order


@secret_address
def refund_account(request, code):
    """The form while money is due back and no account is known; else what is known, in part."""
    found = own_order(request, code)
    form = RefundAccountForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        # The page that follows shows which account is known.
        with suppress(AlreadyKnown, NotNow):
            ordering.give_account(found, **form.account())
        return redirect(back_to(request, found))
    context = {
        "order": found,
        "form": form,
        "back": back_to(request, found),
        "account": RefundAccount.objects.filter(order=found).first(),
        "due": sum(refund.amount for refund in found.refunds_due.filter(state=RefundDue.State.DUE)),
    }
    status = 422 if form.errors else 200
    return render(request, "shop/refund_account.html", context, status=status)
