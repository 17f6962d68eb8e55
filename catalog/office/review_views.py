"""/office/register/import/review/: rows that a second officer has to match, or set aside."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog import errors, intake, sheets
from catalog.models import ReviewRow
from marketplace.kernel.accounts.roles import officer_required

from .import_forms import NEW, AnswerForm, DismissForm, ReviewFilter
from .products import suggestions
from .refusals import sentence
from .review_choices import choices_for, chosen, named, said

PER_PAGE = 50
State = ReviewRow.State


@officer_required
@require_safe
def review(request):
    """The rows in doubt, those that wait unless others are asked for."""
    form = ReviewFilter(request.GET)
    page = Paginator(_rows(form), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Rows in doubt"),
        "icon": "help",
        "form": form,
        "page": page,
        "rows": [{"row": row, "named": named(row)} for row in page],
    }
    return render(request, "catalog/office/review.html", context)


@officer_required
@require_safe
def review_file(request, ending):
    """The shown rows in doubt, as a file."""
    heads = [
        _("File"),
        _("Row"),
        _("What it says"),
        _("The doubt"),
        _("State"),
        pgettext("of a sheet", "Sent by"),
        _("Sent on"),
        _("Decided by"),
        _("Reason"),
    ]
    rows = (
        [
            row.run.file_name,
            row.number,
            "; ".join(f"{head}: {text}" for head, text in said(row)),
            row.get_question_display(),
            row.get_state_display(),
            str(row.run.by),
            sheets.local(row.run.at),
            str(row.decided_by or ""),
            row.reason,
        ]
        for row in _rows(ReviewFilter(request.GET))
    )
    return sheets.WRITERS[ending]("ocop-rows-in-doubt", heads, rows)


@officer_required
def review_row(request, pk):
    """One row: what it says, what it may mean, and the answer."""
    row = get_object_or_404(_every(), pk=pk)
    choices = choices_for(row)
    options = {
        "candidates": choices.candidates,
        "may_be_new": choices.may_be_new,
        "may_be_other": choices.may_be_other,
    }
    answer, dismissal = AnswerForm(**options), DismissForm()
    if request.method == "POST" and "dismiss" in request.POST:
        dismissal = DismissForm(request.POST)
        if dismissal.is_valid() and _passed(request, dismissal, _dismiss(row, dismissal, request)):
            return redirect("office_review")
    elif request.method == "POST":
        answer = AnswerForm(request.POST, **options)
        if answer.is_valid() and _passed(request, answer, _apply(row, answer, request)):
            return redirect("office_review")
    context = {
        "title": _("Row in doubt"),
        "subtitle": named(row),
        "icon": "help",
        "row": row,
        "said": said(row),
        "answer": answer,
        "dismissal": dismissal,
        "own": row.run.by_id == request.user.pk,
        "waits": row.state == State.WAITING,
        "suggestions": suggestions() if choices.may_be_other else [],
    }
    status = 422 if answer.errors or dismissal.errors else 200
    return render(request, "catalog/office/review_row.html", context, status=status)


def _apply(row, form, request):
    read = form.cleaned_data
    meant = {"product": read["other"]} if read.get("other") else None
    if meant is None:
        meant = {} if read["means"] == NEW else chosen(read["means"])
    return lambda: intake.apply_review(row, by=request.user, **meant)


def _dismiss(row, form, request):
    reason = form.cleaned_data["reason"]
    return lambda: intake.dismiss_review(row, by=request.user, reason=reason)


def _passed(request, form, act) -> bool:
    """Try the door; a refusal stands in the form, and nothing was changed."""
    try:
        act()
    except (errors.CatalogError, ValidationError) as refused:
        form.add_error(None, _words(refused))
        return False
    messages.success(request, _("Noted."))
    return True


def _words(refused) -> str:
    if isinstance(refused, intake.SecondOfficerNeeded):
        return _("You sent this sheet yourself. Another officer has to look at its rows.")
    if isinstance(refused, intake.ReviewClosed):
        return _("Somebody was quicker: this row has been decided. Nothing was changed.")
    if isinstance(refused, intake.BadCell):
        return refused.reason.words(get_language() or "vi")
    if isinstance(refused, ValidationError):
        return " ".join(refused.messages)
    return sentence(refused) or _("The register refuses this row.")


def _every():
    return ReviewRow.objects.select_related("run__by", "decided_by")


def _rows(form: ReviewFilter):
    return _every().filter(**form.asked).order_by("pk")
