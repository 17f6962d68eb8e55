"""What an officer should look at twice. Doubts warn, they never block: transitions exist."""

from datetime import date

from catalog.models import IssuingAuthority, StarCertification

Level = IssuingAuthority.Level
# 148/QĐ-TTg gave three stars to the districts; 1489/QĐ-TTg, with the districts gone, to the
# provinces again. Five stars were always central.
DISTRICTS_FROM = date(2023, 2, 24)
DISTRICTS_UNTIL = date(2025, 7, 5)


def awarding_level(stars: int, decided_on: date) -> Level:
    """Who awarded so many stars on a day, by the rule set then in force."""
    if stars == 5:
        return Level.CENTRAL
    if stars == 3 and DISTRICTS_FROM <= decided_on <= DISTRICTS_UNTIL:
        return Level.DISTRICT
    return Level.PROVINCE


def doubts(certification: StarCertification) -> list[str]:
    """Codes of what looks odd: "authority", "rule_set", "effective_on", "validity"."""
    decision = certification.decision
    rules = decision.rule_set
    in_time = rules.valid_from <= decision.decided_on and (
        rules.valid_to is None or decision.decided_on <= rules.valid_to
    )
    looked_at = {
        "authority": decision.authority.level
        == awarding_level(certification.stars, decision.decided_on),
        "rule_set": in_time,
        "effective_on": certification.effective_on >= decision.decided_on,
        "validity": 35 <= _months(decision.decided_on, certification.valid_until) <= 36,
    }
    return [code for code, fine in looked_at.items() if not fine]


def _months(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month
