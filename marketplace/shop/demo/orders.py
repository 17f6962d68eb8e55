"""A week of orders: one in each state a buyer, a producer or an officer can meet."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from oscar.apps.catalogue.models import Product

from catalog.models import AdminUnit
from marketplace.forks.basket.models import Basket
from marketplace.forks.partner.strategy import Selector
from marketplace.kernel import clock
from marketplace.kernel.outbox.queue import dismiss
from marketplace.shop import baskets, ordering
from marketplace.shop.models import OperatorAccount
from marketplace.shop.quote import quote

from .people import People


@dataclass(frozen=True)
class Wish:
    """One order: how long ago, what, where to, how paid, and what was done with it since."""

    days_ago: float
    titles: tuple[str, ...]
    buyer: str
    province: str
    commune: str
    method: str
    then: str = ""
    language: str = "vi"


WEEK = (
    Wish(6.4, ("Mật thốt nốt sánh",), "Đặng Thị Mai", "An Giang", "Rạch Giá", "cod", "cash"),
    Wish(5.2, ("Khô cá lóc phi lê",), "Hồ Văn Phú", "Cần Thơ", "Ninh Kiều", "cod", "delivered"),
    Wish(4.6, ("Trà gừng sả",), "Bùi Ngọc Lan", "Hà Nội", "Hoàn Kiếm", "cod", "refused"),
    Wish(
        3.5, ("Đường thốt nốt bột",), "Lý Gia Hân", "Hồ Chí Minh", "Bến Thành", "transfer", "sent"
    ),
    Wish(
        2.9, ("Hạt sen sấy mật ong",), "Emma Carter", "Đà Nẵng", "Hải Châu", "cod", "declined", "en"
    ),
    Wish(2.2, ("Mật thốt nốt sánh",), "Phan Quốc Bảo", "An Giang", "Châu Đốc", "cod", "late"),
    Wish(
        1.3,
        ("Đường thốt nốt bột", "Hạt sen sấy mật ong", "Muối ớt tôm xay"),
        "Trịnh Thu Trang",
        "Hà Nội",
        "Cầu Giấy",
        "cod",
        "confirmed",
    ),
    Wish(0.9, ("Bánh tráng xoài",), "Ngô Minh Khang", "Đồng Tháp", "Sa Đéc", "cod", "cancelled"),
    Wish(0.6, ("Rượu vang thốt nốt",), "Đỗ Hải Yến", "Hồ Chí Minh", "Sài Gòn", "transfer", "paid"),
    Wish(0.3, ("Đường thốt nốt bột",), "Vũ Anh Thư", "Huế", "Thuận Hóa", "transfer"),
    Wish(
        0.1, ("Mật thốt nốt sánh", "Đường thốt nốt bột"), "Mạc Đình Duy", "Gia Lai", "Pleiku", "cod"
    ),
)
BANK = "970403"
BUYER_OF_THE_DEMONSTRATION = 6


def place_orders(people: People) -> int:
    """Place the week's orders through the doors, each at its moment; returns how many."""
    now = clock.now()
    OperatorAccount.objects.create(
        bank=BANK,
        bank_name="Ngân hàng minh họa",
        number="0011012345678",
        holder="TRUNG TAM XUC TIEN THUONG MAI (MINH HOA)",
        valid_from=clock.today() - timedelta(days=365),
    )
    for number, wish in enumerate(WEEK):
        user = people.buyer if number == BUYER_OF_THE_DEMONSTRATION else None
        with clock.as_of(now - timedelta(days=wish.days_ago)):
            order = _place(wish, number, user)
        for hours, step in enumerate(STEPS[wish.then], 3):
            with clock.as_of(now - timedelta(days=wish.days_ago) + timedelta(hours=hours)):
                step(order, people)
    # These belong to the past that was built; nobody is waiting for them.
    for kind in ("order_message", "payment_deadline"):
        dismiss(kind)
    return len(WEEK)


def _place(wish: Wish, number: int, user):
    day = clock.today()
    basket = Basket.objects.create(owner=user)
    basket.strategy = Selector().strategy(day=day)
    for title in wish.titles:
        baskets.add(basket, Product.objects.get(title=title))
    commune = AdminUnit.objects.get(
        vintage="VN-2025-07", level="commune", name=wish.commune, parent__name=wish.province
    )
    shown = quote(basket, day=day, language=wish.language, province=commune.parent)
    return ordering.place(
        basket,
        quote_hash=shown.hash,
        buyer=ordering.Buyer(
            full_name=wish.buyer,
            phone=f"+8490100{number:04d}",
            commune=commune,
            street=f"Số {12 + number}, đường minh họa",
        ),
        method=wish.method,
        consents=shown.needs,
        language=wish.language,
        user=user,
    )


def _each(door: str, **words) -> Callable:
    """A step that passes every parcel of an order through a door."""

    def step(order, people):
        for parcel in order.fulfilments.all():
            getattr(ordering, door)(parcel, by=people.producer, **words)

    return step


def _paid(order, people):
    attempt = order.payment_attempts.get()
    ordering.receive_transfer(
        attempt, amount=attempt.amount, received_on=clock.today(), by=people.officer
    )


def _cash(order, people):
    for parcel in order.fulfilments.all():
        ordering.cash_received(parcel, amount=order.details.total, by=people.producer)


def _cancelled(order, people):
    ordering.cancel(order, because="Đặt nhầm số lượng")


_confirm, _deliver, _refuse = _each("confirm"), _each("deliver"), _each("refuse")
_send = _each("send", carrier="Bưu cục minh họa", number="MH0001234VN")
_decline = _each("decline", because="Lô hàng mới chưa kịp đóng gói")
STEPS = {
    "": (),
    "late": (),
    "cash": (_confirm, _send, _deliver, _cash),
    "delivered": (_confirm, _send, _deliver),
    "refused": (_confirm, _send, _refuse),
    "sent": (_paid, _confirm, _send),
    "declined": (_decline,),
    "confirmed": (_confirm,),
    "cancelled": (_cancelled,),
    "paid": (_paid,),
}
