"""A small world in which everything has an owner, and somebody else who is not."""

from marketplace.kernel.outbox.models import OutboxItem
from marketplace.shop.models import LegalText
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
        letter = OutboxItem.objects.order_by("pk").first()
        self.objects = {
            "product": {"pk": product.pk},
            "product page": {"slug": product.slug, "product_id": product.pk},
            "producer page": {"slug": maker.slug},
            "balance": {"pk": product.batches.get().balances.get().pk},
            "order": {"code": order.number},
            "parcel": {"pk": order.fulfilments.get().pk},
            "order act": {"code": order.number, "act": "recipient"},
            "parcel act": {"pk": order.fulfilments.get().pk, "act": "confirm"},
            "queue": {"code": "cash"},
            "event": {"pk": NOWHERE},
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
            "passkey": {"pk": NOWHERE},
            "sitemap": {"section": "products"},
            "picture": {"path": "nowhere.jpg"},
            "reset": {"uidb36": "1", "key": "abc-def"},
        }

    def absent(self, of: str) -> dict:
        """The same kind of address, for something that never was."""
        return {
            name: NOWHERE if isinstance(value, int) else f"{'x' * 6}{NOWHERE}"
            for name, value in self.objects[of].items()
        }
