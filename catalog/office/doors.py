"""The doors of the register as officers see them: name, what follows, what is asked, when open."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog import certification
from catalog.models import StarCertification

from . import door_forms
from .door_forms import successors

Status = StarCertification.Status
UNFINISHED = (Status.VALID, Status.SUSPENDED)


@dataclass(frozen=True)
class Door:
    """effect: what follows, told before the button. touches: whether goods and orders feel it."""

    name: str
    label: Promise
    effect: Promise
    states: tuple[str, ...]
    act: Callable
    form: type[door_forms.DoorForm] = door_forms.DoorForm
    touches: bool = False
    asks_second: bool = False


def _with_fields(door: Callable) -> Callable:
    """A door that takes what its form read by the same names."""
    return lambda row, read, by: door(row, **read, by=by)


def _supersede(row, read, by) -> None:
    certification.supersede(row, read["successor"], by=by)


_ALL = (
    Door(
        "submit",
        _("Hand over for verification"),
        _("Another officer compares it with the decision. Nothing is shown to buyers yet."),
        (Status.DRAFT,),
        _with_fields(certification.submit),
    ),
    Door(
        "verify",
        _("Verify"),
        _("You compared it with the decision. From its first day on the product carries stars."),
        (Status.PENDING,),
        _with_fields(certification.verify),
        asks_second=True,
    ),
    Door(
        "reject",
        _("Send away"),
        _("It is taken out for good; a right one may be entered afterwards."),
        (Status.PENDING,),
        _with_fields(certification.reject),
        door_forms.ReasonForm,
    ),
    Door(
        "supersede",
        _("Replace by a newer decision"),
        _("Its last day is the day before the newer one begins. The newer one counts as verified."),
        (Status.VALID,),
        _supersede,
        door_forms.SupersedeForm,
        touches=True,
    ),
    Door(
        "extend",
        _("Extend"),
        _("The stars stay until the day that the authority's document names."),
        (Status.VALID,),
        _with_fields(certification.extend),
        door_forms.ExtendForm,
    ),
    Door(
        "suspend",
        _("Suspend"),
        _("At once nobody can order it and what is packed may not leave, until it is resumed."),
        (Status.VALID,),
        _with_fields(certification.suspend),
        door_forms.SuspendForm,
        touches=True,
    ),
    Door(
        "resume",
        _("Resume"),
        _("The stars come back at once and the product can be ordered again."),
        (Status.SUSPENDED,),
        _with_fields(certification.resume),
        door_forms.ResumeForm,
    ),
    Door(
        "revoke",
        _("Revoke"),
        _("From that day on there are no stars, nobody can order it and nothing may be sent."),
        UNFINISHED,
        _with_fields(certification.revoke),
        door_forms.RevokeForm,
        touches=True,
    ),
    Door(
        "void",
        _("Take out a wrong record"),
        _("Only for a slip of ours. It counts as never written; a right one may be entered."),
        tuple(set(Status) - {Status.VOIDED}),
        _with_fields(certification.void),
        door_forms.ReasonForm,
        touches=True,
        asks_second=True,
    ),
)
DOORS = {door.name: door for door in _ALL}


def current_beside(row: StarCertification) -> StarCertification | None:
    """The valid certificate that a pending one would replace."""
    return certification.current_before(row) if row.status == Status.PENDING else None


def is_own(row: StarCertification, user) -> bool:
    return row.recorded_by_id == user.pk


def open_doors(row: StarCertification, user) -> list[Door]:
    """The doors that this person may try on this certificate now."""
    current = current_beside(row)
    return [
        door
        for door in DOORS.values()
        if row.status in door.states
        and not (door.asks_second and is_own(row, user))
        and not (door.name == "verify" and current)
        and not (door.name == "supersede" and not successors(row).exists())
    ]
