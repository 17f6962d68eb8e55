"""Oscar's part of an order: its row, lines, discounts and the use of vouchers."""

from decimal import Decimal

from django.contrib.auth.models import AnonymousUser
from oscar.apps.address.models import Country
from oscar.apps.order.models import Line, Order, OrderLineDiscount, ShippingAddress
from oscar.apps.order.utils import OrderCreator
from oscar.core.prices import Price

from marketplace.shop import codes
from marketplace.shop.errors import CannotOrder
from marketplace.shop.problems import Problem
from marketplace.shop.quote import Quote

from .buyer import Buyer


class ByParcel:
    """What Oscar wants to know of a way to send; shipping offers are not made."""

    code, name = "parcel", "parcel"

    def discount(self, basket):
        return Decimal(0)


class Creator(OrderCreator):
    """Oscar's creator, writing all lines at once; options and stock records are not used."""

    def __init__(self):
        self.lines: list[tuple[Line, object]] = []

    def create_line_models(self, order, basket_line, extra_line_fields=None):
        product, record = basket_line.product, basket_line.stockrecord
        line = Line(
            order=order,
            partner=record.partner,
            partner_name=record.partner.name,
            partner_sku=record.partner_sku,
            stockrecord=record,
            product=product,
            title=product.title,
            upc=product.upc,
            quantity=basket_line.quantity,
            num_allocated=0,
            line_price_excl_tax=basket_line.line_price_excl_tax_incl_discounts,
            line_price_incl_tax=basket_line.line_price_incl_tax_incl_discounts,
            line_price_before_discounts_excl_tax=basket_line.line_price_excl_tax,
            line_price_before_discounts_incl_tax=basket_line.line_price_incl_tax,
            unit_price_excl_tax=basket_line.unit_price_excl_tax,
            unit_price_incl_tax=basket_line.unit_price_incl_tax,
        )
        self.lines.append((line, basket_line))

    def write_lines(self, order) -> list[Line]:
        """Write the lines, and which discount of the order touched each."""
        written = Line.objects.bulk_create(line for line, _ in self.lines)
        if not any(basket_line.has_discount for _, basket_line in self.lines):
            return written
        given = {discount.offer_id: discount for discount in order.discounts.all()}
        OrderLineDiscount.objects.bulk_create(
            OrderLineDiscount(
                line=line,
                order_discount=given[discount.offer.pk],
                is_incl_tax=discount.incl_tax,
                amount=discount.amount,
            )
            for line, basket_line in self.lines
            for discount in basket_line.discounts
            if discount.offer and discount.offer.pk in given
        )
        return written


def create(basket, now_true: Quote, buyer: Buyer, *, status: str, user) -> tuple[Order, list[Line]]:
    """The order of a basket and its lines. user: None for a guest.

    Raises CannotOrder when a single-use voucher was taken by another order meanwhile.
    """
    guest = {} if user else {"guest_email": buyer.email}
    creator = Creator()
    try:
        order = creator.place_order(
            basket,
            total=_price(now_true.total),
            shipping_method=ByParcel(),
            shipping_charge=_price(now_true.shipping),
            user=user or AnonymousUser(),
            shipping_address=_address(buyer),
            order_number=codes.new_code(),
            status=status,
            **guest,
        )
    except ValueError as used_meanwhile:
        raise CannotOrder([Problem("voucher_used")], now_true) from used_meanwhile
    return order, creator.write_lines(order)


def _price(amount: int) -> Price:
    return Price("VND", excl_tax=Decimal(amount), incl_tax=Decimal(amount))


def _address(buyer: Buyer) -> ShippingAddress:
    """A copy for Oscar; the true address is OrderDetails."""
    vietnam = Country(iso_3166_1_a2="VN", name="Viet Nam", printable_name="Việt Nam")
    Country.objects.bulk_create([vietnam], ignore_conflicts=True)
    return ShippingAddress.objects.create(
        last_name=buyer.full_name,
        line1=buyer.street,
        line3=str(buyer.commune),
        line4=str(buyer.commune.parent),
        phone_number=buyer.phone,
        notes=buyer.note,
        country=vietnam,
    )
