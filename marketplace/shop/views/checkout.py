"""From the basket to the order: where to and how to pay, a look at everything, done.

What was typed travels in the forms and is checked at each step, so nothing of it is stored
before there is an order and nothing is lost when something has to be corrected.
"""

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from catalog import places
from marketplace.kernel import clock
from marketplace.kernel.addresses import language_of
from marketplace.shop import baskets, differences, ordering
from marketplace.shop.errors import (
    CannotAdd,
    CannotOrder,
    OverCashCeiling,
    QuoteChanged,
    TooManyUnpaid,
)
from marketplace.shop.forms.checkout import CheckoutForm
from marketplace.shop.models import OrderDetails
from marketplace.shop.problems import Problem
from marketplace.shop.quote import quote

from . import destination, told
from .answers import private
from .order import link_of

METHODS = tuple(OrderDetails.Method.values)


@private
def checkout(request):
    """The form. A POST shows it again with what was typed, after a small change or a look back."""
    if request.method == "POST":
        return again(request)
    where, shown = _ask(request)
    if not shown.lines:
        return redirect("basket")
    return _page(request, where, shown, _form(where, shown))


def again(request):
    """The form with what was typed, after a correction of the basket or a look back."""
    _correct_basket(request)
    return kept(request) or redirect("basket")


def kept(request, *, notice="", status=200):
    """The form with what was typed and no complaints; None when the basket is empty."""
    where, shown = _ask(request)
    if not shown.lines:
        return None
    typed = request.POST.dict()
    found = _communes_called(typed.get("old_name", ""), where)
    if len(found) == 1:
        typed["commune"] = str(found[0].pk)
    more = {"found": found, "searched": bool(typed.get("old_name", "").strip()), "notice": notice}
    form = _form(where, shown, initial=typed)
    return _page(request, where, shown, form, status=status, **more)


@private
def review(request):
    """Everything once more, with a button that orders it and says what will be paid."""
    if request.method != "POST":
        return redirect("checkout")
    where, shown = _ask(request, method=request.POST.get("method"))
    if not shown.lines:
        return redirect("basket")
    form = _form(where, shown, data=_completed(request.POST, where))
    return _look(request, where, shown, form)


@private
def place(request):
    """Order what was reviewed; the second click of two leads to the same order."""
    if request.method != "POST":
        return redirect("checkout")
    seen = differences.unseal(request.POST.get("seen", ""))
    if order := _placed_before(request, seen):
        return redirect(link_of(order))
    where = destination.of(request)
    form = _sent_form(request, where)
    if not form.is_valid():
        return review(request)
    try:
        order = ordering.place(request.basket, **_what(request, form))
    except (QuoteChanged, CannotOrder) as refusal:
        return _changed(request, where, seen, refusal)
    except (TooManyUnpaid, OverCashCeiling) as refusal:
        return _refused(request, where, refusal)
    return redirect(link_of(order))


def _ask(request, method=None):
    """Where it goes, and what that costs now."""
    where = destination.of(request)
    shown = quote(
        request.basket,
        day=clock.today(),
        language=language_of(request.path),
        province=where.province,
        method=method or None,
    )
    return where, shown


def _form(where, shown, **data) -> CheckoutForm:
    usable = [code for code, problem in shown.methods.items() if problem is None]
    if "initial" not in data and usable:
        data["initial"] = {"method": usable[0]}
    return CheckoutForm(communes=where.communes, methods=usable, needs=shown.needs, **data)


def _sent_form(request, where) -> CheckoutForm:
    """The form as it came back from the review; what the basket needs is asked by the door."""
    agreed = [purpose for purpose in CheckoutForm.CONSENTS if request.POST.get(purpose.value)]
    return CheckoutForm(request.POST, communes=where.communes, methods=METHODS, needs=agreed)


def _what(request, form) -> dict:
    typed = form.cleaned_data
    return {
        "quote_hash": request.POST.get("hash", ""),
        "buyer": ordering.Buyer(**{name: typed[name] for name in form.DELIVERY}),
        "method": typed["method"],
        "consents": form.consents(),
        "language": language_of(request.path),
        "user": request.user if request.user.is_authenticated else None,
    }


def _placed_before(request, seen):
    """The order that an earlier click made of the basket this form was about."""
    if not seen or seen["basket"] == request.basket.id:
        return None
    return _placed_from(seen["basket"])


def _placed_from(basket_id):
    try:
        return ordering.placed_from(basket_id)
    except CannotOrder:
        return None


def _changed(request, where, seen, refusal):
    """What was shown is no longer true: say what, and ask again."""
    shown = refusal.quote or _ask(request, request.POST.get("method"))[1]
    if not shown.lines:
        return redirect("basket")
    form = _form(where, shown, data=request.POST)
    changes = differences.between(seen, shown)
    if isinstance(refusal, CannotOrder):
        elsewhere = [*shown.problems, *(Problem(f"{need}_missing") for need in shown.needs)]
        changes += [str(problem) for problem in refusal.problems if problem not in elsewhere]
    return _look(request, where, shown, form, changes=changes)


def _refused(request, where, refusal):
    where, shown = _ask(request)
    form = _form(where, shown, data=request.POST)
    if isinstance(refusal, OverCashCeiling):
        form.add_error("method", str(shown.methods.get("cod") or _("Choose another way to pay.")))
    else:
        form.add_error(None, _too_many(refusal))
    return _page(request, where, shown, form, status=409)


def _too_many(refusal: TooManyUnpaid) -> str:
    if refusal.kind == "phone":
        sentence = _("This number already has %(limit)d orders that are not paid.")
    else:
        sentence = _("This address already has %(limit)d orders that are not paid.")
    rest = _("Pay or cancel one of them first; what you typed is kept here.")
    return f"{sentence % {'limit': refusal.limit}} {rest}"


def _look(request, where, shown, form, changes=()):
    """The review when all is well, else the form with what has to be corrected."""
    if not form.is_valid() or not shown.ok:
        return _page(request, where, shown, form, changes=changes, status=422)
    typed = form.cleaned_data
    context = {
        **_beside(request, shown),
        "form": form,
        "where": where,
        "told": typed,
        "address": _address(typed, language_of(request.path)),
        "changes": changes,
        "seen": differences.seal(shown, request.basket.id),
    }
    context["method"] = next(way for way in context["methods"] if way["code"] == typed["method"])
    return render(request, "shop/review.html", context, status=409 if changes else 200)


def _page(request, where, shown, form, *, status=200, **more):
    """The form, or the question for the province that comes before it."""
    if where.province is None:
        return render(request, "shop/where_to.html", {"where": where}, status=status)
    context = {**_beside(request, shown), "form": form, "where": where, **more}
    context |= {
        "obstacles": told.obstacles(shown),
        "texts": told.legal_texts(clock.today()),
    }
    return destination.remember(
        render(request, "shop/checkout.html", context, status=status), where
    )


def _beside(request, shown) -> dict:
    """What stands beside the form: the price, the ways to pay, the texts in force."""
    return {
        "quote": shown,
        "methods": told.ways_to_pay(shown, language_of(request.path)),
    }


def _address(typed, language) -> str:
    return f"{typed['street']}, {places.full_name(typed['commune'], language)}"


def _correct_basket(request):
    """Take out or lower a line with one of the buttons beside a complaint."""
    name, _sep, quantity = request.POST.get("correct", "").partition(":")
    lines = {str(line.pk): line.pk for line in request.basket.all_lines()}
    if name not in lines or not (quantity.isascii() and quantity.isdecimal()):
        return
    try:
        baskets.set_quantities(request.basket, {lines[name]: min(int(quantity[:4]), 500)})
    except CannotAdd:
        # The page that follows says what is there now.
        return


def _completed(data, where):
    """The data with the commune that an old name leaves no doubt about."""
    found = [] if data.get("commune") else _communes_called(data.get("old_name", ""), where)
    if len(found) != 1:
        return data
    data = data.copy()
    data["commune"] = str(found[0].pk)
    return data


def _communes_called(name: str, where) -> list:
    """The communes of the chosen province that have or had this name."""
    if not name.strip() or where.province is None:
        return []
    here = {unit.pk for unit in where.communes}
    return [unit for unit in places.find(name[:80]) if unit.pk in here]
