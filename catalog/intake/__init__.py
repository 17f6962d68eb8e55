"""Sheets that officers send in: producers, products, decisions, lists of revocations.

bring_in(kind, Upload, …) reads a file and enters its rows, all or none; a dry run unless told.
Rows that a person has to match wait as ReviewRow for apply_review or dismiss_review.
given_back(result) is the sheet with each error beside its cell; template(kind) an empty one.
"""

from .errors import (
    BadCell,
    CellError,
    Reason,
    ReviewClosed,
    SecondOfficerNeeded,
    SheetRefused,
)
from .giving_back import given_back
from .running import Result, Upload, apply_review, bring_in, dismiss_review
from .template import template

__all__ = [
    "BadCell",
    "CellError",
    "Reason",
    "Result",
    "ReviewClosed",
    "SecondOfficerNeeded",
    "SheetRefused",
    "Upload",
    "apply_review",
    "bring_in",
    "dismiss_review",
    "given_back",
    "template",
]
