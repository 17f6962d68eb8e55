"""/office/discounts/: vouchers and offers, which of them hold on a day, and how they are used."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from oscar.apps.offer.models import ConditionalOffer

from marketplace.kernel import clock
from marketplace.kernel.accounts.roles import officer_required
from marketplace.shop import discounts, offer_uses, offers
from marketplace.shop.errors import InThePast, NotNow, Taken, TouchesAnother
from marketplace.shop.forms.discounts import DiscountForm
from marketplace.shop.models import OfferTerms, OrderDetails

from .dated import as_of, explain
from .order_words import dong

PER_PAGE = 50
STATES = {
    "holds": (gettext_lazy("Holds today"), "good"),
    "used_up": (gettext_lazy("Used up"), "bad"),
    "to_come": (gettext_lazy("To come"), "warning"),
    "ended": (gettext_lazy("Ended by hand"), ""),
    "over": (gettext_lazy("Over"), ""),
}


@officer_required
@require_safe
def discount_list(request):
    """All discounts, the newest first, and which of them hold on the day asked for."""
    form, day = as_of(request)
    page = Paginator(_all().order_by("-first_day", "-pk"), PER_PAGE)
    page = page.get_page(request.GET.get("page"))
    context = {
        "as_of_form": form,
        "day": day,
        "held": [(terms, worth(terms)) for terms in discounts.holding_on(day)],
        "page": page,
        "rows": _rows(page),
    }
    return render(request, "office/discounts.html", context)


@officer_required
@require_safe
def discount(request, pk):
    """One discount: its terms, and every order that used it."""
    terms = _one(pk)
    used = OrderDetails.objects.filter(order__discounts__offer_id=pk).select_related("order")
    page = Paginator(used.distinct().order_by("-placed_at"), PER_PAGE)
    page = page.get_page(request.GET.get("page"))
    context = {"row": _rows([terms])[0], "terms": terms, "page": page}
    return render(request, "office/discount.html", context)


@officer_required
def new_discount(request):
    """Write down a discount; it holds from its first day on."""
    form = DiscountForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST" and form.is_valid() and (made := _opened(request, form)):
        return redirect("office_discount", made.pk)
    return render(request, "office/discount_new.html", {"form": form})


@officer_required
@require_POST
def end_discount(request, pk):
    """Take it off sale at once."""
    terms = _one(pk)
    try:
        discounts.end_now(terms, by=request.user)
    except NotNow:
        messages.warning(request, _("Nothing was changed: it was over already."))
    else:
        messages.success(request, _("Ended. Orders keep what they were given."))
    return redirect("office_discount", pk)


def _all():
    found = OfferTerms.objects.select_related("offer__benefit", "producer", "created_by")
    return found.prefetch_related("products", Prefetch("offer__vouchers"))


def _one(pk: int) -> OfferTerms:
    # Its key is a foreign one, which Django does not keep from numbers too big for a database.
    return get_object_or_404(_all(), pk=get_object_or_404(ConditionalOffer, pk=pk).pk)


def _opened(request, form) -> OfferTerms | None:
    try:
        made = discounts.open_discount(form.discount(), by=request.user)
    except InThePast as error:
        form.add_error("first_day", explain(error))
    except Taken as error:
        form.add_error(error.field, _("There is one of this name or code already."))
    except TouchesAnother as error:
        other = error.offer
        told = _("“%(name)s” takes something off the same goods from %(first)s to %(last)s.")
        days = {"first": f"{other.first_day:%d/%m/%Y}", "last": f"{other.last_day:%d/%m/%Y}"}
        form.add_error("first_day", told % {**days, "name": other})
    else:
        messages.success(request, _("Entered; it holds from %s.") % f"{made.first_day:%d/%m/%Y}")
        return made
    return None


def _rows(found) -> list[dict]:
    """Each discount with its state today, its worth and its uses; one query more."""
    used = offer_uses.counted(terms.pk for terms in found)
    return [_row(terms, *used.get(terms.pk, (0, 0))) for terms in found]


def _row(terms: OfferTerms, orders: int, given: int) -> dict:
    word, tone = STATES[_state(terms, orders)]
    vouchers = list(terms.offer.vouchers.all())
    return {
        "terms": terms,
        "worth": worth(terms),
        "code": vouchers[0].code if vouchers else "",
        "state": word,
        "tone": tone,
        "orders": orders,
        "given": given,
        "living": not terms.ended_at and terms.last_day >= clock.today(),
    }


def _state(terms: OfferTerms, orders: int) -> str:
    today = clock.today()
    if terms.ended_at:
        return "ended"
    if terms.first_day > today:
        return "to_come"
    if not offers.holds(terms, today):
        return "over"
    return "used_up" if terms.max_uses and orders >= terms.max_uses else "holds"


def worth(terms: OfferTerms) -> str:
    """ "10 %" or "20.000 ₫"."""
    benefit = terms.offer.benefit
    if benefit.proxy_class.endswith("PercentOffGoods"):
        return f"{int(benefit.value)} %"
    return dong(int(benefit.value))
