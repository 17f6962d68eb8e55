"""What becomes of a form when somebody else changed the same thing while it was open.

Nothing is lost: what a person did not touch takes the newest value, what both touched keeps the
person's words and is named, and nothing is saved before it was seen.
"""

from django import forms

from catalog.models import AdminUnit, ProductSet
from marketplace.kernel import phone


def typed_in(form: forms.BaseForm) -> dict:
    """Every value as it was typed, for a form that begins with it."""
    return {
        name: field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        for name, field in form.fields.items()
    }


def merged(form: forms.BaseForm, now: dict, before: dict) -> tuple[dict, list[str]]:
    """What the form is shown with next, and the fields that both have changed.

    form: what was posted. now: what a fresh form would begin with. before: what stood in the
    log's fields when the form was opened, see catalog.registration.ChangedMeanwhile.
    """
    typed, contested = typed_in(form), []
    for name, was in _as_shown(before, now).items():
        if name not in form.fields:
            continue
        if not form.fields[name].has_changed(was, typed[name]):
            typed[name] = now[name]
        elif form.fields[name].has_changed(now[name], typed[name]):
            contested.append(name)
    return typed, contested


def _as_shown(before: dict, now: dict) -> dict:
    """The log's fields as the forms show them: a group and a set are one choice there."""
    shown = dict(before)
    if {"group", "set"} & set(shown):
        shown["kind"] = _kind(shown.pop("group", None), shown.pop("set", None), now["kind"])
    if "commune" in shown:
        unit = AdminUnit.objects.filter(pk=shown["commune"]).first()
        shown["commune"] = str(shown["commune"])
        shown["province"] = str(unit.parent_id) if unit else ""
    if "legacy_commune" in shown:
        shown["legacy_commune"] = str(shown["legacy_commune"] or "")
    if "former_names" in shown:
        shown["former_names"] = "\n".join(shown["former_names"])
    if "phone" in shown:
        shown["phone"] = phone.display(shown["phone"])
    return shown


def _kind(group: int | None, chosen: int | None, now: str) -> str:
    if chosen:
        return f"set-{chosen}"
    # Only a set was added to what was a group: it is the group of that set.
    added = ProductSet.objects.filter(pk=now.removeprefix("set-")) if group is None else None
    return f"group-{added.get().group_id if added else group}"
