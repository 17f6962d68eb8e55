"""Sheets that officers send in: producers, products, decisions, lists of revocations.

receive(kind, Upload, by) keeps a file and has it looked at, enter(sheet, by) has it entered: both
through the outbox. What they do, also from the command line:
bring_in(kind, Upload, …) reads a file and enters its rows, all or none; a dry run unless told.
Rows that a person has to match wait as ReviewRow for apply_review or dismiss_review.
given_back(result) is the sheet with each error beside its cell; template(kind) an empty one.
"""

from .errors import (
    BadCell,
    CellError,
    NothingToEnter,
    Reason,
    ReviewClosed,
    SecondOfficerNeeded,
    SheetRefused,
)
from .giving_back import given_back
from .incoming import discard, enter, look_at, may_be_entered, receive, rows_done, write_down
from .running import Result, Upload, apply_review, bring_in, dismiss_review
from .template import template, template_csv

__all__ = [
    "BadCell",
    "CellError",
    "NothingToEnter",
    "Reason",
    "Result",
    "ReviewClosed",
    "SecondOfficerNeeded",
    "SheetRefused",
    "Upload",
    "apply_review",
    "bring_in",
    "discard",
    "dismiss_review",
    "enter",
    "given_back",
    "look_at",
    "may_be_entered",
    "receive",
    "rows_done",
    "template",
    "template_csv",
    "write_down",
]
