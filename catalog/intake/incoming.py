"""DOOR of IncomingSheet: a file that was sent is looked at first, and entered on a second word.

Both steps run through the outbox, because ten thousand rows take minutes: `receive` and `enter`
ask for them, `look_at` and `write_down` do them. Each may run twice and does its work once.
"""

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import transaction

from catalog.models import ImportRun, IncomingSheet
from marketplace.kernel import clock
from marketplace.kernel.accounts.roles import OFFICER, has_role
from marketplace.kernel.outbox.queue import enqueue

from .errors import NothingToEnter, SecondOfficerNeeded, SheetRefused
from .findings import findings, unreadable
from .giving_back import given_back
from .reading import look
from .running import Result, Upload, bring_in

Kind = ImportRun.Kind
State = IncomingSheet.State
ITEM = "sheet"
_PROGRESS_SECONDS = 15 * 60


@transaction.atomic
def receive(kind: str, upload: Upload, *, by) -> IncomingSheet:
    """Take a file in and have it looked at; nothing of it is entered yet.

    Effects: a sheet being checked, its file in the private store, an outbox item.
    Refuses: SheetRefused (what can be told without reading rows); SecondOfficerNeeded (`by` is
    no officer).
    """
    if not has_role(by, OFFICER):
        raise SecondOfficerNeeded
    look(upload.name, upload.content)
    sheet = IncomingSheet(
        kind=kind, file_name=upload.clean_name, digest=upload.digest, by=by, at=clock.now()
    )
    sheet.file.save(f"{upload.digest[:16]}.sheet", ContentFile(upload.content), save=False)
    sheet.save(force_insert=True)
    _ask(sheet, "look")
    return sheet


def look_at(sheet: IncomingSheet) -> None:
    """Try every row and take it all back.

    Effects: what was found and the sheet that goes back; checking -> checked or unreadable.
    """
    if sheet.state != State.CHECKING:
        return
    try:
        result = bring_in(sheet.kind, _upload(sheet), progress=_progress(sheet))
    except SheetRefused as refused:
        _move(sheet, State.CHECKING, State.UNREADABLE, found=unreadable(refused.reason))
        return
    _give_back(sheet, result, State.CHECKING)


@transaction.atomic
def enter(sheet: IncomingSheet, *, by) -> None:
    """Ask for a checked sheet to be entered.

    A list of revocations is entered by another officer than the one who sent it.
    Effects: checked -> entering, an outbox item.
    Refuses: NothingToEnter (not checked, errors, or nothing new in it); SecondOfficerNeeded.
    """
    listed = IncomingSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    if not may_be_entered(listed):
        raise NothingToEnter(listed)
    if not has_role(by, OFFICER) or (listed.kind == Kind.REVOCATIONS and by == listed.by):
        raise SecondOfficerNeeded
    second = None if by == listed.by else by
    if not _move(listed, State.CHECKED, State.ENTERING, second=second):
        raise NothingToEnter(listed)
    _ask(listed, "write")


def write_down(sheet: IncomingSheet) -> None:
    """Enter every row, or none where the register has changed and now refuses one.

    Effects: the rows and their ImportRun with entering -> entered, in one transaction; or
    entering -> checked with what was found.
    """
    if sheet.state != State.ENTERING:
        return
    try:
        with transaction.atomic():
            result = bring_in(
                sheet.kind,
                _upload(sheet),
                by=sheet.by,
                second=sheet.second,
                apply=True,
                progress=_progress(sheet),
            )
            if not result.errors:
                told = {"found": findings(result), "run": result.run}
                _move(sheet, State.ENTERING, State.ENTERED, **told)
    except SecondOfficerNeeded:
        # Whoever sent it or confirmed it is an officer no more.
        _move(sheet, State.ENTERING, State.CHECKED, second=None)
        return
    if result.errors:
        _give_back(sheet, result, State.ENTERING, second=None)


@transaction.atomic
def discard(sheet: IncomingSheet, *, by) -> None:
    """Set a sheet aside that was not entered. Effects: checked -> discarded, by whom.

    Refuses: NothingToEnter (in no state for it).
    """
    if not _move(sheet, State.CHECKED, State.DISCARDED, second=by):
        raise NothingToEnter(sheet)


def may_be_entered(sheet: IncomingSheet) -> bool:
    """Whether it was checked, holds no error, and something in it is new."""
    counts = sheet.found.get("counts", {})
    fresh = counts.get("entered", 0) + counts.get("review", 0)
    return bool(sheet.state == State.CHECKED and not sheet.found.get("errors") and fresh)


def rows_done(sheet: IncomingSheet) -> int | None:
    """How many rows the step at hand has tried, where that is known."""
    return cache.get(_key(sheet))


def _give_back(sheet: IncomingSheet, result: Result, before: str, **fields) -> None:
    """Keep what was found, and the sheet with its errors; it stands checked."""
    earlier = sheet.answer.name
    sheet.answer.save(f"{sheet.digest[:16]}.xlsx", ContentFile(given_back(result)), save=False)
    told = {"found": findings(result), "answer": sheet.answer.name, **fields}
    _move(sheet, before, State.CHECKED, **told)
    if earlier:
        sheet.answer.storage.delete(earlier)


def _move(sheet: IncomingSheet, before: str, after: str, **fields) -> bool:
    same = IncomingSheet.objects.filter(pk=sheet.pk, state=before)
    return bool(same.update(state=after, **fields))


def _ask(sheet: IncomingSheet, step: str) -> None:
    key = f"{sheet.pk}:{step}:{clock.now().isoformat()}"
    enqueue(ITEM, key, {"sheet": sheet.pk, "step": step})


def _upload(sheet: IncomingSheet) -> Upload:
    with sheet.file.open("rb") as file:
        return Upload(sheet.file_name, file.read())


def _progress(sheet: IncomingSheet):
    cache.delete(_key(sheet))
    return lambda rows: cache.set(_key(sheet), rows, _PROGRESS_SECONDS)


def _key(sheet: IncomingSheet) -> str:
    return f"incoming-sheet:{sheet.pk}"
