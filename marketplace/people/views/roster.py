"""/office/people/: everybody who works with the centre, and the log, on the screen and as files."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog import sheets
from marketplace.kernel import clock, phone
from marketplace.kernel.accounts.roles import officer_required
from marketplace.people import doors, roster, words
from marketplace.people.forms.filters import LogFilter, PeopleFilter
from marketplace.people.models import Invitation

PER_PAGE = 50
WRITERS = {"xlsx": sheets.as_xlsx, "csv": sheets.as_csv}


@officer_required
@require_safe
def people(request):
    """The people who fit the filters, by name."""
    form = PeopleFilter(request.GET)
    page = Paginator(roster.found(form.asked), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("People"),
        "icon": "group",
        "form": form,
        "page": page,
        "rows": [_row(person) for person in page],
        "open": Invitation.objects.filter(state=Invitation.State.OPEN).count(),
    }
    return render(request, "people/list.html", context)


@officer_required
@require_safe
def people_file(request, kind):
    """The whole list that the filters show. kind: "xlsx" or "csv". Leaves a line in the log."""
    rows = [_cells(person) for person in roster.found(PeopleFilter(request.GET).asked)]
    doors.exported("people", len(rows), by=request.user)
    return WRITERS[kind](f"people-{clock.today():%Y-%m-%d}", _heads(), rows)


@officer_required
@require_safe
def invitations(request):
    """Every invitation, what is open first."""
    page = Paginator(roster.invitations(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Invitations"),
        "icon": "mail",
        "page": page,
        "rows": [(row, *words.state_of_invitation(row)) for row in page],
    }
    return render(request, "people/invitations.html", context)


@officer_required
@require_safe
def log(request):
    """Every act, newest first."""
    form = LogFilter(request.GET)
    page = Paginator(roster.acts(form.asked), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Log of acts"),
        "icon": "history",
        "form": form,
        "page": page,
        "acts": [(act, words.changes(act)) for act in page],
    }
    return render(request, "people/log.html", context)


@officer_required
@require_safe
def log_file(request, kind):
    """The whole log that the filters show. kind: "xlsx" or "csv". Leaves a line in the log."""
    rows = [_act_cells(act) for act in roster.acts(LogFilter(request.GET).asked)]
    doors.exported("log", len(rows), by=request.user)
    heads = [_("When"), _("By whom"), _("What"), _("Whom"), _("Changes"), _("Reason")]
    return WRITERS[kind](f"log-{clock.today():%Y-%m-%d}", heads, rows)


def _row(person) -> dict:
    word, tone = words.state_of(person)
    return {
        "person": person,
        "roles": words.roles_of(person),
        "factors": words.factors_of(person),
        "word": word,
        "tone": tone,
    }


def _heads() -> list[str]:
    return [
        _("Full name"),
        _("Mobile phone"),
        _("E-mail"),
        _("Roles"),
        _("Producers"),
        _("Showrooms"),
        _("Last sign-in"),
        _("Second factor"),
        _("State"),
    ]


def _cells(person) -> list:
    return [
        person.full_name,
        phone.display(person.phone or ""),
        person.email,
        ", ".join(words.roles_of(person)),
        ", ".join(str(tie.producer) for tie in person.producer_memberships.all()),
        ", ".join(str(post.showroom) for post in person.keeper_posts.all()),
        clock.day_of(person.last_login) if person.last_login else None,
        ", ".join(words.factors_of(person)),
        words.state_of(person)[0],
    ]


def _act_cells(act) -> list:
    whom = act.whom or act.invitation or ""
    moment = date_format(act.at.astimezone(clock.HANOI), "d/m/Y H:i")
    return [moment, act.by, act.get_verb_display(), whom, words.one_line(act), act.reason]
