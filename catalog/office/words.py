"""What happened to a certificate and what is odd about it, in words."""

from django.utils.translation import gettext_lazy as _

from catalog.certification import doubts

VERBS = {
    "record": _("entered"),
    "submit": _("handed over"),
    "reject": _("sent away"),
    "verify": _("verified"),
    "suspend": _("suspended"),
    "resume": _("resumed"),
    "revoke": _("revoked"),
    "supersede": _("replaced"),
    "extend": _("extended"),
    "void": _("taken out"),
    "restore": _("put back"),
}
_DOUBTS = {
    "authority": _("By the rules of that day another level of authority awards so many stars."),
    "rule_set": _("This rule set was not in force on the day of the decision."),
    "effective_on": _("It begins before the decision was signed."),
    "validity": _("It does not last 36 months from the decision."),
}


def doubts_about(certification) -> list:
    """A sentence for each thing to look at twice."""
    return [_DOUBTS[code] for code in doubts(certification)]


def told(events) -> list:
    """Events, each with `said`: what was done, and `why`: the reason in words."""
    reasons = dict(type(events[0].certification).RevocationReason.choices) if events else {}
    for event in events:
        event.said = VERBS.get(event.verb, event.verb)
        event.why = reasons.get(event.reason, event.reason)
    return events
