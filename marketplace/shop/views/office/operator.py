"""Who runs the marketplace, and the account to which buyers transfer."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cms.models import Operator
from marketplace.kernel import clock
from marketplace.kernel.accounts.roles import officer_required
from marketplace.shop import house_rules
from marketplace.shop.forms.house_rules import AccountForm, OperatorForm
from marketplace.shop.models import OperatorAccount
from marketplace.shop.payments.transfer import account_on

from .dated import REFUSALS, explain, versions


@officer_required
def operator(request):
    """The record and the account in one form; the account is dated, the record is not."""
    account = account_on(clock.today())
    posted = request.POST if request.method == "POST" else None
    record = OperatorForm(posted, initial=_facts(), label_suffix="")
    bank = AccountForm(posted, account=account, label_suffix="")
    if posted is not None and _saved(request, record, bank):
        return redirect("office_operator")
    context = {
        "record": record,
        "bank": bank,
        "account": account,
        "accounts": versions(OperatorAccount.objects.all()),
    }
    return render(request, "office/operator.html", context)


def _facts() -> dict:
    found = Operator.objects.first() or Operator()
    return {name: getattr(found, name) for name in OperatorForm.base_fields}


def _saved(request, record, bank) -> bool:
    """Both parts or neither."""
    wanted = bank.has_changed()
    if not record.is_valid() or (wanted and not bank.is_valid()):
        return False
    try:
        with transaction.atomic():
            house_rules.write_operator(by=request.user, **record.cleaned_data)
            if wanted:
                house_rules.open_account(by=request.user, **bank.account())
    except REFUSALS as error:
        bank.add_error("valid_from", explain(error))
        return False
    messages.success(request, _("Saved. Pages of the shop show it within a minute."))
    return True
