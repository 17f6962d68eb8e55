"""Messages that nobody got, and trying them again."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from marketplace.kernel.accounts.roles import officer_required
from marketplace.kernel.outbox import queue
from marketplace.kernel.outbox.models import OutboxItem

PER_PAGE = 50
KINDS = {
    "email": gettext_lazy("E-mail"),
    "sms": gettext_lazy("Text message"),
    "order_message": gettext_lazy("News of an order"),
    "unconfirmed": gettext_lazy("Reminder of an order"),
    "payment_deadline": gettext_lazy("End of the time to pay"),
    "ending_notice": gettext_lazy("Notice of a certificate that ends"),
    "ending_digest": gettext_lazy("Digest of the certificates that end"),
    "daily": gettext_lazy("Work of the day"),
    "invitation": gettext_lazy("One-time code"),
}


@officer_required
@require_safe
def outbox(request):
    """Messages that were given up, without what they say: kind, subject and the last error."""
    dead = OutboxItem.objects.filter(dead_at__isnull=False, done_at=None).defer("payload")
    page = Paginator(dead.order_by("-dead_at"), PER_PAGE).get_page(request.GET.get("page"))
    for item in page:
        item.named = KINDS.get(item.kind, item.kind)
    waiting = OutboxItem.objects.filter(done_at=None, dead_at=None, attempts__gt=0).count()
    return render(request, "office/outbox.html", {"page": page, "retrying": waiting})


@officer_required
@require_POST
def retry(request, pk):
    """Give one dead letter a new life."""
    if queue.revive(get_object_or_404(OutboxItem, pk=pk)):
        messages.success(request, _("It will be tried again at once."))
    else:
        messages.warning(request, _("Nothing was changed: it is no longer given up."))
    return redirect("office_outbox")
