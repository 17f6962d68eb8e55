"""/office/register/: the list of certifications, on the screen and as a file."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from catalog import sheets
from catalog.certification.validity import last_day
from marketplace.kernel import clock
from marketplace.kernel.accounts.roles import officer_required

from . import register
from .filters import FilterForm
from .import_views import imports_waiting

PER_PAGE = 50


@officer_required
@require_safe
def register_list(request):
    """The certifications that fit the filters, and how many stand in each phase today."""
    form, day = FilterForm(request.GET), clock.today()
    asked = form.asked
    rows = register.found(asked, day)
    page = Paginator(_shown(rows, asked, day), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Register of certificates"),
        "waiting": imports_waiting(),
        "form": form,
        "day": day,
        "page": page,
        "rows": [_row(row, day) for row in page],
        "phases": _phases(register.counted(rows, day), asked.get("phase", "")),
        "query": request.GET.urlencode(),
    }
    return render(request, "catalog/office/register.html", context)


@officer_required
@require_safe
def register_file(request, ending):
    """The whole list that the filters show, as a file. ending: "xlsx" or "csv"."""
    day = clock.today()
    asked = FilterForm(request.GET).asked
    rows = _shown(register.found(asked, day), asked, day)
    cells = (_cells(row, day) for row in rows)
    return sheets.WRITERS[ending](f"ocop-{day:%Y-%m-%d}", _heads(day), cells)


def _shown(rows, asked, day):
    if phase := asked.get("phase"):
        rows = rows.filter(register.of_phase(phase, day))
    return register.by_end(rows, day)


def _phases(counts: dict, chosen: str) -> list[tuple]:
    """(phase, its name, how many, whether it is chosen) of each tab."""
    named = {"": _("All"), **register.PHASES}
    return [
        (phase, label, counts[phase or "all"], phase == chosen) for phase, label in named.items()
    ]


def _row(certification, day) -> dict:
    word, tone = register.standing(certification, day)
    return {
        "certification": certification,
        "producer": certification.product.facts.producer,
        "word": word,
        "tone": tone,
        "last_day": last_day(certification),
        "days_left": register.days_to_end(certification, day),
    }


def _heads(day) -> list[str]:
    return [
        pgettext("of a certificate", "Product"),
        pgettext("of a certificate", "Producer"),
        _("Tax code"),
        _("Commune"),
        _("Province"),
        pgettext("of a certificate", "Stars"),
        _("Potential five-star"),
        _("State on %s") % date_format(day, "d/m/Y"),
        _("Decision"),
        _("Decided on"),
        _("Authority"),
        _("In force from"),
        _("Last day in force"),
        _("Days left"),
    ]


def _cells(certification, day) -> list:
    maker, decision = certification.product.facts.producer, certification.decision
    commune = maker.place.commune
    return [
        certification.product.title,
        maker.legal_name,
        maker.tax_code,
        commune.name,
        commune.parent.name if commune.parent else "",
        certification.stars,
        _("yes") if certification.is_potential_five_star else "",
        register.standing(certification, day)[0],
        decision.number,
        decision.decided_on,
        decision.authority.name,
        certification.effective_on,
        last_day(certification),
        register.days_to_end(certification, day),
    ]
