"""What a new centre still has to enter, on the front page of the office."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from catalog.models import Producer, ProductFacts, StarCertification
from cms.models import Operator
from marketplace.kernel import clock
from marketplace.kernel.accounts.models import User
from marketplace.kernel.accounts.roles import OFFICER
from marketplace.shop.legal import in_force, is_sample
from marketplace.shop.models import LegalText, ShippingBand
from marketplace.shop.payments.transfer import account_on
from marketplace.shop.shipping import bands

OF_THE_RECORD = ("legal_name", "tax_code", "address", "phone", "complaints", "registration")


@dataclass(frozen=True)
class Line:
    """One thing to do. url: where it is done; why: what happens as long as it is not."""

    label: str
    done: bool
    url: str
    why: str = ""


def lines() -> list[Line]:
    """The checklist in the order in which a centre works through it. Constant queries."""
    return [*_operator_lines(), *_rule_lines(), _second_officer(), *_goods_lines()]


def _operator_lines() -> list[Line]:
    operator = Operator.objects.first()
    page = reverse("office_operator")
    labels = {field.name: field.verbose_name for field in Operator._meta.fields}
    missing = [name for name in OF_THE_RECORD if not getattr(operator, name, "")]
    named = ", ".join(str(labels[name]) for name in missing)
    return [
        Line(_("Who runs the shop"), not missing, page, _("Missing: %s.") % named),
        Line(
            _("Bank account"),
            account_on(clock.today()) is not None,
            f"{page}#account",
            _("Until then buyers are not offered a transfer; the checkout tells them why."),
        ),
    ]


def _rule_lines() -> list[Line]:
    today = clock.today()
    texts = LegalText.objects.filter(valid_from__lte=today)
    held = in_force(texts.defer("body_en"), today)
    reviewed = all(kind in held and not is_sample(held[kind]) for kind in LegalText.Kind.values)
    prices = bands(today).prices
    return [
        Line(
            _("Shipping prices"),
            all(prices.get(zone) for zone in ShippingBand.Zone.values),
            reverse("office_bands"),
            _("Without a price for every zone nothing can be ordered there."),
        ),
        Line(
            _("Terms, privacy, delivery and returns"),
            reviewed,
            reverse("office_texts"),
            _("The sample texts hold. Let a lawyer look at them and enter your own."),
        ),
    ]


def _second_officer() -> Line:
    officers = User.objects.filter(groups__name=OFFICER, is_active=True)
    return Line(
        _("A second officer"),
        officers.count() > 1,
        reverse("office_invite"),
        _("Nobody can verify the certificates that they wrote down themselves."),
    )


def _goods_lines() -> list[Line]:
    certified = StarCertification.objects.filter(status=StarCertification.Status.VALID)
    return [
        Line(_("The first producer"), Producer.objects.exists(), reverse("office_producers")),
        Line(_("The first product"), ProductFacts.objects.exists(), reverse("office_products")),
        Line(
            _("The first certificate"),
            certified.exists(),
            reverse("office_register"),
            _("Only a product with a star in force can be ordered."),
        ),
    ]


class FirstDayPanel(Component):
    """The checklist of the first day; gone when everything is done."""

    name = "first_day"
    template_name = "office/checklist.html"
    order = 10

    def get_context_data(self, parent_context):
        found = lines()
        done = sum(line.done for line in found)
        return {"lines": found, "done": done, "all": len(found)}

    def render_html(self, parent_context=None):
        context = self.get_context_data(parent_context)
        return "" if context["done"] == context["all"] else super().render_html(parent_context)
