"""/office/proposals/: what producers have sent in, on the screen and as a file."""

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from catalog import sheets
from catalog.models import Proposal
from catalog.proposals.words import title_of
from marketplace.kernel import clock
from marketplace.kernel.accounts.roles import officer_required
from marketplace.kernel.form_fields import Words
from marketplace.kernel.text import slug

PER_PAGE = 50
State = Proposal.State
# As an officer reads them; a draft is nobody's but the producer's.
STATES = {
    State.SUBMITTED: (pgettext_lazy("of a proposal", "Waiting"), "warning"),
    State.RETURNED: (pgettext_lazy("of a proposal", "Sent back"), ""),
    State.ACCEPTED: (pgettext_lazy("of a proposal", "Accepted"), "good"),
    State.WITHDRAWN: (pgettext_lazy("of a proposal", "Withdrawn"), ""),
}


class FilterForm(forms.Form):
    """Every field is optional; one that cannot be read is left out."""

    q = Words(label=gettext_lazy("Product, decision or producer"), max_length=120, required=False)
    kind = forms.ChoiceField(
        label=pgettext_lazy("of a proposal", "Kind"),
        choices=[("", gettext_lazy("All")), *Proposal.Kind.choices],
        required=False,
    )
    state = forms.ChoiceField(
        choices=[("", ""), *((state.value, "") for state in STATES), ("all", "")],
        required=False,
        widget=forms.HiddenInput,
    )

    @property
    def asked(self) -> dict:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def sent_in() -> QuerySet[Proposal]:
    """All that the centre may see."""
    rows = Proposal.objects.filter(state__in=STATES, submitted_at__isnull=False)
    return rows.select_related("producer", "product__facts", "submitted_by", "decided_by")


def waiting_count() -> int:
    return Proposal.objects.filter(state=State.SUBMITTED).count()


def _found(asked: dict) -> QuerySet[Proposal]:
    """What fits every filter but the state."""
    rows = sent_in()
    if kind := asked.get("kind"):
        rows = rows.filter(kind=kind)
    if name := slug(asked.get("q", "")):
        rows = rows.filter(Q(found_by__contains=name) | Q(producer__slug__contains=name))
    return rows


def _shown(asked: dict) -> QuerySet[Proposal]:
    """Those of the chosen state: what has waited longest first, else the newest."""
    state = asked.get("state", State.SUBMITTED)
    rows = _found(asked) if state == "all" else _found(asked).filter(state=state)
    if state == State.SUBMITTED:
        return rows.order_by("submitted_at", "pk")
    return rows.order_by("-changed_at", "-pk")


@officer_required
@require_safe
def proposal_list(request):
    """The proposals that fit the filters, what waits first."""
    form = FilterForm(request.GET)
    asked = form.asked
    page = Paginator(_shown(asked), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Proposals of producers"),
        "icon": "comment",
        "form": form,
        "page": page,
        "rows": [row_of(one) for one in page],
        "states": _tabs(asked),
    }
    return render(request, "catalog/office/proposals.html", context)


def row_of(proposal: Proposal) -> dict:
    word, tone = STATES[proposal.state]
    return {"proposal": proposal, "title": title_of(proposal), "word": word, "tone": tone}


def _tabs(asked: dict) -> list[tuple]:
    """(state, its name, how many, whether it is chosen); one query."""
    counts = dict(_found(asked).order_by().values_list("state").annotate(n=Count("pk")))
    chosen = asked.get("state", State.SUBMITTED)
    tabs = [(state, word, counts.get(state, 0)) for state, (word, _tone) in STATES.items()]
    tabs.append(("all", _("All"), sum(counts.values())))
    return [(*tab, tab[0] == chosen) for tab in tabs]


@officer_required
@require_safe
def proposal_file(request, ending):
    """The whole list that the filters show. ending: "xlsx" or "csv"."""
    rows = _shown(FilterForm(request.GET).asked)
    name = f"de-xuat-{clock.today():%Y-%m-%d}"
    return sheets.WRITERS[ending](name, _heads(), (_cells(row) for row in rows))


def _heads() -> list[str]:
    return [
        pgettext("of a proposal", "Number"),
        pgettext("of a proposal", "Kind"),
        pgettext("of a certificate", "Product"),
        pgettext("of a certificate", "Producer"),
        _("State"),
        _("Sent on"),
        pgettext("of a proposal", "Sent by"),
        pgettext("of a proposal", "Decided on"),
        _("Decided by"),
        _("What the centre said"),
    ]


def _cells(row: Proposal) -> list:
    return [
        row.pk,
        row.get_kind_display(),
        str(title_of(row)),
        row.producer.trade_name,
        str(STATES[row.state][0]),
        clock.day_of(row.submitted_at),
        str(row.submitted_by),
        clock.day_of(row.decided_at) if row.decided_at else None,
        str(row.decided_by or ""),
        row.comment,
    ]
