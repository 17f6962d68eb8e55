"""DOOR of the sheets that are brought in: ImportRun and ReviewRow; facts go by their own doors."""

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from catalog.errors import CatalogError
from catalog.models import ImportRun, ReviewRow
from marketplace.kernel import clock
from marketplace.kernel.accounts.roles import OFFICER, has_role
from marketplace.kernel.text import FORBIDDEN

from .columns import columns_of
from .entering import CLERKS, Chosen
from .errors import (
    BadCell,
    CellError,
    Reason,
    ReviewClosed,
    SecondOfficerNeeded,
    Unsure,
)
from .parsing import Row, Sheet, parse, said_by
from .reading import open_book

Kind = ImportRun.Kind
State = ReviewRow.State
# Any number; it keeps two imports from looking at the same moment and both entering a row.
_LOCK = 7_340_811
PROGRESS = 100
# About a second of work; whoever waits to write looks again within a tenth of a second.
PIECE, PAUSE_SECONDS = 200, 0.2


@dataclass
class Result:
    """What an import found: what was, or would be, written.

    products: whose stars end, where it is a list of revocations.
    """

    kind: str
    sheets: list[Sheet]
    errors: list[CellError]
    answers: dict[tuple[str, int], str] = field(default_factory=dict)
    products: list[int] = field(default_factory=list)
    run: ImportRun | None = None

    @property
    def is_written(self) -> bool:
        return self.run is not None

    def count(self, answer: str) -> int:
        return sum(one == answer for one in self.answers.values())


@dataclass(frozen=True)
class Upload:
    """A file as it was sent."""

    name: str
    content: bytes

    @property
    def clean_name(self) -> str:
        """The name without what cannot be shown; its end tells the kind."""
        return FORBIDDEN.sub("", self.name.encode(errors="replace").decode())[-200:]

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def bring_in(
    kind: str,
    upload: Upload,
    *,
    by=None,
    second=None,
    apply: bool = False,
    progress: Callable[[int], None] = lambda rows: None,
) -> Result:
    """Read a sheet and enter its rows, all of them or none; without `apply` none.

    A dry run opens every door and takes it all back, so what it says is what would happen; see
    _try_out for long sheets on SQLite.
    Effects with `apply`, when no cell is wrong: the rows through their doors (decisions become
    pending, revocations hold), unsure rows in the review list, one ImportRun. The same sheet
    again changes nothing. `second` confirms revocations, and stands as who revoked.
    progress: told how many rows were entered, now and then.
    Refuses: SheetRefused; SecondOfficerNeeded (with `apply`, before anything is read).
    """
    if apply:
        _stand_for(kind, by, second)
    sheets, wrong = parse(open_book(upload.name, upload.content), columns_of(kind))
    result = Result(kind, sheets, wrong)
    rows = _right_rows(result)
    if not apply:
        _try_out(result, rows, by, progress)
    elif rows and not wrong:
        _enter(result, upload, rows, people=(by, second), progress=progress)
    return result


def _enter(result: Result, upload: Upload, rows: list[Row], *, people, progress) -> None:
    """Enter these rows and note the import, or take everything back where one is refused."""
    by, second = people
    with transaction.atomic():
        _one_at_a_time()
        clerk = CLERKS[Kind(result.kind)](second if result.kind == Kind.REVOCATIONS else by)
        doubtful = _enter_all(result, rows, clerk, progress)
        changed = bool(result.count("entered") or result.count("review"))
        if changed and not result.errors:
            result.run = _keep(result, upload, doubtful, people=people)
        else:
            transaction.set_rollback(True)


def _try_out(result: Result, rows: list[Row], by, progress) -> None:
    """Try these rows and take them back.

    SQLite lets nobody else write meanwhile, so there a long sheet is tried in pieces with a pause
    between them; that two pieces hold the same thing is then noticed only when it is entered.
    """
    size = PIECE if connection.vendor == "sqlite" else len(rows) or 1
    for start in range(0, len(rows), size):
        if start:
            time.sleep(PAUSE_SECONDS)
        clerk = CLERKS[Kind(result.kind)](by)
        with transaction.atomic():
            _one_at_a_time()
            piece = rows[start : start + size]
            _enter_all(result, piece, clerk, lambda done, start=start: progress(start + done))
            transaction.set_rollback(True)


def _stand_for(kind: str, by, second) -> None:
    people = {by, second} if kind == Kind.REVOCATIONS else {by}
    if None in people or not all(has_role(person, OFFICER) for person in people):
        raise SecondOfficerNeeded
    if kind == Kind.REVOCATIONS and by == second:
        raise SecondOfficerNeeded


def _one_at_a_time() -> None:
    """SQLite's transactions come one after the other; PostgreSQL's are asked to."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _enter_all(result: Result, rows: list[Row], clerk, progress) -> list[tuple[Row, Unsure]]:
    doubtful = []
    for done, row in enumerate(rows, 1):
        try:
            with transaction.atomic():
                answer = "entered" if clerk.enter(row.said) else "known"
        except Unsure as doubt:
            answer = _answer_of_review(result.kind, row)
            if answer == "review":
                doubtful.append((row, doubt))
        except (CatalogError, ValidationError) as refusal:
            result.errors.extend(_told(row, refusal))
            continue
        result.answers[row.sheet.name, row.number] = answer
        if done % PROGRESS == 0:
            progress(done)
    result.products.extend(clerk.revoked)
    return doubtful


def _right_rows(result: Result) -> list[Row]:
    """The rows whose every cell can be read: they are tried beside wrong ones, to tell all."""
    wrong = {(error.sheet, error.row) for error in result.errors}
    rows = (row for sheet in result.sheets for row in sheet.rows)
    return [row for row in rows if (row.sheet.name, row.number) not in wrong]


def _answer_of_review(kind: str, row: Row) -> str:
    """Whether the row is new to the review list, waits there, or was decided."""
    listed = ReviewRow.objects.filter(fingerprint=_fingerprint(kind, row)).first()
    if listed is None:
        return "review"
    return "waiting" if listed.state == State.WAITING else "known"


def _fingerprint(kind: str, row: Row) -> str:
    said = json.dumps(row.said, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(f"{kind}\n{said}".encode()).hexdigest()


def _keep(result: Result, upload: Upload, doubtful, *, people) -> ImportRun:
    by, second = people
    run = ImportRun.objects.create(
        kind=result.kind,
        file_name=upload.clean_name,
        digest=upload.digest,
        entered=result.count("entered"),
        known=result.count("known"),
        in_review=result.count("review"),
        by=by,
        second=second,
    )
    for row, doubt in doubtful:
        # The same row twice in one sheet is one question.
        ReviewRow.objects.get_or_create(
            fingerprint=_fingerprint(result.kind, row),
            defaults={
                "run": run,
                "sheet": FORBIDDEN.sub("", row.sheet.name)[:120],
                "number": row.number,
                "values": row.as_texts(),
                "subject": doubt.subject,
                "question": doubt.question,
                "candidates": doubt.candidates,
            },
        )
    return run


def _told(row: Row, refusal: Exception) -> list[CellError]:
    """What a door refused with, beside the cell that it is about."""
    if isinstance(refusal, ValidationError):
        return [
            row.error(key, Reason(error.message, error.params or {}))
            for key, errors in refusal.error_dict.items()
            for error in errors
        ]
    if isinstance(refusal, BadCell):
        return [row.error(refusal.column, refusal.reason)]
    return [row.error("", Reason(_("The register refuses this row.")))]


@transaction.atomic
def apply_review(row: ReviewRow, *, by, producer=None, product=None) -> None:
    """Enter a row that waited, for the producer or product that a second officer found.

    Producers and products: with the one that it means nothing is registered; without, a new one
    is. Decisions and revocations want the product.
    Effects: the row through its door, with `by` as who did it; waiting -> applied.
    Refuses: ReviewClosed; SecondOfficerNeeded (whoever brought the sheet in, or no officer);
    BadCell (the cell that stands against it); what the door refuses with.
    """
    listed = _waiting(row, by)
    kind = Kind(listed.run.kind)
    if kind in (Kind.DECISIONS, Kind.REVOCATIONS) and product is None:
        raise BadCell(_("Choose the product that the row means."), column="product")
    chosen = Chosen(producer=producer and producer.pk, product=product and product.pk)
    CLERKS[kind](by).enter(said_by(listed.values, columns_of(kind)), chosen)
    _close(listed, by, State.APPLIED)


@transaction.atomic
def dismiss_review(row: ReviewRow, *, by, reason: str) -> None:
    """Set a row aside for good: the sheet was wrong.

    Effects: waiting -> dismissed, with the reason. Refuses: ReviewClosed; SecondOfficerNeeded;
    BadCell without a reason.
    """
    listed = _waiting(row, by)
    if not reason.strip():
        raise BadCell(_("Say why."), column="reason")
    _close(listed, by, State.DISMISSED, reason=reason)


def _waiting(row: ReviewRow, by) -> ReviewRow:
    listed = ReviewRow.objects.select_for_update(of=("self",)).select_related("run").get(pk=row.pk)
    if listed.state != State.WAITING:
        raise ReviewClosed(listed)
    if by is None or by.pk == listed.run.by_id or not has_role(by, OFFICER):
        raise SecondOfficerNeeded
    return listed


def _close(listed: ReviewRow, by, state: State, **fields) -> None:
    still = ReviewRow.objects.filter(pk=listed.pk, state=State.WAITING)
    if not still.update(state=state, decided_by=by, decided_at=clock.now(), **fields):
        raise ReviewClosed(listed)
