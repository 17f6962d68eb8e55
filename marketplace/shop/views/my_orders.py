"""The orders of a signed-in buyer."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe
from oscar.apps.order.models import Order

from marketplace.shop.models import OrderDetails

from .answers import private

State = OrderDetails.State
PER_PAGE = 20


@private
@require_safe
@login_required
def my_orders(request):
    """Newest first, only one's own."""
    own = (
        Order.objects.filter(user=request.user, details__isnull=False)
        .select_related("details")
        .prefetch_related("fulfilments__producer")
        .order_by("-date_placed", "-pk")
    )
    page = Paginator(own, PER_PAGE).get_page(request.GET.get("page"))
    rows = [(order, State(order.status).label) for order in page]
    return render(request, "shop/my_orders.html", {"page": page, "rows": rows})
