"""Certificates in any state, reached through the doors; and what the register holds."""

import datetime

from catalog import certification
from catalog.certification import Award
from catalog.models import CertificationEvent, StarCertification
from marketplace.kernel import clock
from tests import making

DAY = datetime.timedelta(days=1)
STATES = ("draft", "pending", "valid", "suspended", "superseded", "revoked", "voided")


class Officers:
    """Two people: one writes down, the other looks again."""

    def __init__(self):
        self.recorder = making.user("officer")
        self.verifier = making.user("officer")

    def draft(self, product, stars=4, *, decided_on=None, **award):
        decision = making.decision(decided_on=decided_on or clock.today() - 200 * DAY)
        return certification.record(
            product, decision=decision, award=Award(stars, **award), by=self.recorder
        )

    def pending(self, product, stars=4, **facts):
        row = self.draft(product, stars, **facts)
        certification.submit(row, by=self.recorder)
        return fresh(row)

    def valid(self, product, stars=4, **facts):
        row = self.pending(product, stars, **facts)
        certification.verify(row, by=self.verifier)
        return fresh(row)

    def suspended(self, product, **facts):
        row = self.valid(product, **facts)
        certification.suspend(
            row, reason="kiểm tra", review_on=clock.today() + 10 * DAY, by=self.verifier
        )
        return fresh(row)

    def superseded(self, product, **facts):
        row = self.valid(product, **facts)
        newer = self.pending(product, decided_on=clock.today() - 20 * DAY)
        certification.supersede(row, newer, by=self.verifier)
        return fresh(row)

    def revoked(self, product, *, reason="voluntary", effective_on=None, **facts):
        row = self.valid(product, **facts)
        certification.revoke(
            row,
            reason=reason,
            document="58/QĐ-UBND",
            effective_on=effective_on or clock.today(),
            by=self.verifier,
        )
        return fresh(row)

    def voided(self, product, **facts):
        row = self.draft(product, **facts)
        certification.void(row, reason="gõ nhầm", by=self.verifier)
        return fresh(row)

    def in_state(self, state, product):
        return getattr(self, state)(product)


def fresh(row) -> StarCertification:
    return StarCertification.objects.get(pk=row.pk)


def everything():
    """All the register holds, to prove that a refusal changed nothing."""
    return (
        list(StarCertification.objects.order_by("pk").values()),
        list(CertificationEvent.objects.order_by("pk").values()),
    )
