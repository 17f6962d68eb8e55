"""Legal texts: their versions, and a new one from a day on."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from marketplace.kernel import clock
from marketplace.kernel.accounts.roles import officer_required
from marketplace.shop import house_rules
from marketplace.shop.errors import InThePast
from marketplace.shop.forms.house_rules import TextForm
from marketplace.shop.legal import in_force, is_sample
from marketplace.shop.models import LegalText

from .dated import as_of, explain


@officer_required
@require_safe
def text_list(request):
    """The versions of each kind, and which one holds on the day asked for."""
    as_of_form, day = as_of(request)
    texts = list(LegalText.objects.order_by("-valid_from", "-pk"))
    held = in_force(texts, day)
    kinds = [
        {
            "kind": kind,
            "label": label,
            "holds": held.get(kind),
            "sample": kind in held and is_sample(held[kind]),
            "versions": [text for text in texts if text.kind == kind],
        }
        for kind, label in LegalText.Kind.choices
    ]
    context = {"as_of_form": as_of_form, "day": day, "today": clock.today(), "kinds": kinds}
    return render(request, "office/texts.html", context)


@officer_required
@require_safe
def text(request, pk):
    """One version as buyers read it, in both languages."""
    version = get_object_or_404(LegalText, pk=pk)
    context = {"version": version, "sample": is_sample(version), "today": clock.today()}
    return render(request, "office/text.html", context)


@officer_required
def new_text(request, kind):
    """Write the next version, beginning with the words of the last one."""
    if kind not in LegalText.Kind.values:
        raise Http404
    last = LegalText.objects.filter(kind=kind).order_by("valid_from", "pk").last()
    start = {"valid_from": clock.today()}
    if last:
        start |= {"body_vi": last.body_vi, "body_en": last.body_en}
    form = TextForm(request.POST or None, initial=start, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            made = house_rules.publish_text(kind, by=request.user, **form.cleaned_data)
        except InThePast as error:
            form.add_error("valid_from", explain(error))
        else:
            told = _("Version %(version)s holds from %(day)s.")
            facts = {"version": made.version, "day": f"{made.valid_from:%d/%m/%Y}"}
            messages.success(request, told % facts)
            return redirect("office_texts")
    return render(
        request, "office/text_new.html", {"form": form, "label": LegalText.Kind(kind).label}
    )
