"""A decision with all its lines goes into the register at once, or not at all."""

from dataclasses import dataclass

from django.db import transaction

from catalog import certification, errors, papers
from catalog.models import RecognitionDecision, StarCertification


@dataclass
class LineRefused(Exception):
    """A door refused what a line says; nothing of the decision was written."""

    line: object
    refused: errors.CatalogError


@transaction.atomic
def enter(head: dict, lines: list, *, hand_over: bool, by) -> RecognitionDecision:
    """Write a decision and a draft for each line, and hand the drafts over if asked.

    head: cleaned data of DecisionForm. Effects: a new authority where one was named, the doors
    enter_decision, record and submit, the scan in the private store. Raises LineRefused.
    """
    authority = head["authority"]
    if authority.pk is None:
        authority.save()
    decision = certification.enter_decision(
        authority=authority,
        number=head["number"],
        decided_on=head["decided_on"],
        rule_set=head["rule_set"],
    )
    add(decision, lines, scan=head["scan"], hand_over=hand_over, by=by)
    return decision


@transaction.atomic
def add(decision: RecognitionDecision, lines: list, *, scan, hand_over: bool, by) -> None:
    """More lines under a decision that stands, and its scan where one was sent.

    Effects: a draft for each line, handed over if asked. Raises LineRefused.
    """
    with papers.kept(scan, title=str(decision), by=by) as paper:
        if paper:
            certification.attach_scan(decision, paper)
        for line in lines:
            _record(line, decision, hand_over, by)


@transaction.atomic
def hand_over_drafts(decision: RecognitionDecision, *, by) -> int:
    """Submit every draft of a decision; how many there were. Raises CertificationRefused."""
    drafts = decision.certifications.filter(status=StarCertification.Status.DRAFT)
    rows = list(drafts.order_by("pk"))
    for row in rows:
        certification.submit(row, by=by)
    return len(rows)


def _record(line, decision, hand_over: bool, by) -> None:
    try:
        row = certification.record(
            line.cleaned_data["product"], decision=decision, award=line.award(), by=by
        )
        if hand_over:
            certification.submit(row, by=by)
    except errors.CatalogError as refused:
        raise LineRefused(line, refused) from refused
