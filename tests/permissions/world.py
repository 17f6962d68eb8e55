"""A small world in which everything has an owner, and somebody else who is not."""

from catalog import intake, proposals
from catalog.models import ImportRun, ReviewRow
from marketplace.kernel.outbox.models import OutboxItem
from marketplace.people import doors as people_doors
from marketplace.people.doors import Guest
from marketplace.shop.models import LegalText
from tests.marketplace.reports.samples import final_report, typed_round
from tests.shop.conftest import LONG_AGO, Shop

NOWHERE = 987_654


class World:
    """Two of each; A made, ordered or keeps what the rows are about."""

    def __init__(self, make):
        shop = Shop(make)
        self.people = {
            "anonymous": None,
            "buyer": make.user("buyer"),
            "other buyer": make.user("buyer"),
            "producer A": make.user("producer"),
            "producer B": make.user("producer"),
            "keeper A": make.user("keeper"),
            "keeper B": make.user("keeper"),
            "officer": make.user("officer"),
            "superuser": make.user(is_superuser=True, is_staff=True),
        }
        maker = make.producer("HTX A", members=[self.people["producer A"]])
        make.on_sale("Khô cá", by=make.producer("HTX B", members=[self.people["producer B"]]))
        make.showroom(keepers=[self.people["keeper A"]])
        make.showroom("Điểm bán Châu Đốc", keepers=[self.people["keeper B"]])
        product = make.on_sale("Đường thốt nốt", by=maker)
        star = product.certifications.get()
        buyer = self.people["buyer"]
        order = shop.place(shop.basket(product, owner=buyer), user=buyer, method="transfer")
        LegalText.objects.bulk_create(
            LegalText(kind=kind, version="1", valid_from=LONG_AGO, body_vi="…")
            for kind in ("privacy", "delivery")
        )
        self._invite()
        letter = OutboxItem.objects.order_by("pk").first()
        wish = proposals.propose(producer=maker, kind="facts", by=self.people["producer A"])
        proposals.keep(wish, {"introduction": "Ba đời nấu đường."})
        proposals.submit(wish, by=self.people["producer A"])
        self.objects = {
            "proposal": {"pk": wish.pk},
            "proposal file": {"pk": wish.pk, "file": NOWHERE},
            "product": {"pk": product.pk},
            "maker": {"pk": maker.pk},
            "product page": {"slug": product.slug, "product_id": product.pk},
            "producer page": {"slug": maker.slug},
            "balance": {"pk": product.batches.get().balances.get().pk},
            "order": {"code": order.number},
            "parcel": {"pk": order.fulfilments.get().pk},
            "order act": {"code": order.number, "act": "recipient"},
            "parcel act": {"pk": order.fulfilments.get().pk, "act": "confirm"},
            "queue": {"code": "cash"},
            "event": {"pk": NOWHERE},
            "offer": {"pk": NOWHERE},
            "attempt": {"pk": order.payment_attempts.get().pk},
            "refund": {"pk": NOWHERE},
            "letter": {"pk": letter.pk},
            "legal text": {"pk": LegalText.objects.first().pk},
            "kind of text": {"kind": "terms"},
            "rule": {"rule": "text", "pk": NOWHERE},
            "decision": {"pk": star.decision_id},
            "certificate": {"pk": star.pk},
            "door": {"pk": star.pk, "door": "suspend"},
            "act": {"pk": NOWHERE},
            "kind of sheet": {"kind": "producers"},
            "sheet": {"pk": self._sheet().pk},
            "row in doubt": {"pk": self._row_in_doubt().pk},
            "passkey": {"pk": NOWHERE},
            "invitation": {"pk": self.invitation.pk},
            "door of an invitation": {"pk": self.invitation.pk, "door": "send"},
            "person": {"pk": self.people["keeper A"].pk},
            "door of a person": {"pk": self.people["keeper A"].pk, "door": "tie"},
            "report": {"pk": final_report().pk},
            "kind of typing": {"what": "rounds"},
            "typed row": {"what": "rounds", "pk": typed_round(make.commune().parent).pk},
            "sitemap": {"section": "products"},
            "picture": {"path": "nowhere.jpg"},
            "reset": {"uidb36": "1", "key": "abc-def"},
        }

    def _sheet(self):
        """A sheet that the superuser sent in."""
        upload = intake.Upload("chu-the.csv", intake.template_csv("producers").encode())
        return intake.receive("producers", upload, by=self.people["superuser"])

    def _row_in_doubt(self):
        """A row of a sheet of the superuser's that may mean a producer."""
        run = ImportRun.objects.create(
            kind="producers",
            file_name="a.csv",
            entered=0,
            known=0,
            in_review=1,
            by=self.people["superuser"],
        )
        return ReviewRow.objects.create(
            run=run,
            sheet="a",
            number=2,
            values={"legal_name": "HTX A1"},
            fingerprint="a",
            subject="producer",
            question="near",
            candidates=[],
        )

    def _invite(self):
        guest = Guest("Lê Văn Tư", phone="+84912345678")
        self.invitation = people_doors.invite(guest, by=self.people["officer"])

    def absent(self, of: str) -> dict:
        """The same kind of address, for something that never was."""
        return {
            name: NOWHERE if isinstance(value, int) else f"{'x' * 6}{NOWHERE}"
            for name, value in self.objects[of].items()
        }
