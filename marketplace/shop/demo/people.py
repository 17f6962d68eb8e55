"""One login for each role, two officers because a certificate wants a second person."""

from dataclasses import dataclass

from django.contrib.auth.models import Group

from catalog.models import Place, Producer, ProducerMember
from marketplace.kernel.accounts.models import User
from marketplace.kernel.accounts.roles import BUYER, KEEPER, OFFICER, PRODUCER, ensure_groups
from showrooms.models import KeeperPost, Showroom, StockPlace

PASSWORD = "ocop-minh-hoa"  # noqa: S105 - printed for everybody, and only in the demonstration
LOGINS = (
    ("officer@demo.example", "/office/"),
    ("officer2@demo.example", "/office/"),
    ("keeper@demo.example", "/counter/"),
    ("producer@demo.example", "/producer/"),
    ("buyer@demo.example", "/orders/mine/"),
)


@dataclass(frozen=True)
class People:
    buyer: User
    keeper: User
    producer: User
    officer: User
    second_officer: User


def make_people() -> People:
    """The five people of the demonstration, each in its group."""
    ensure_groups()
    return People(
        buyer=_person("buyer", "Lê Minh Châu", BUYER),
        keeper=_person("keeper", "Trần Thị Ngọc", KEEPER),
        producer=_person("producer", "Nguyễn Văn Sen", PRODUCER),
        officer=_person("officer", "Phạm Thu Hà", OFFICER),
        second_officer=_person("officer2", "Võ Quốc An", OFFICER),
    )


def _person(name: str, full_name: str, role: str) -> User:
    person = User.objects.create_user(
        f"{name}@demo.example", PASSWORD, full_name=full_name, email_verified=True
    )
    person.groups.add(Group.objects.get(name=role))
    return person


def give_belongings(people: People, producer: Producer) -> StockPlace:
    """The producer's login belongs to one producer, the keeper's to one showroom; its shelf."""
    ProducerMember.objects.create(user=people.producer, producer=producer)
    showroom = Showroom.objects.create(
        slug="diem-ban-ocop-minh-hoa",
        name="Điểm giới thiệu và bán sản phẩm OCOP (minh họa)",
        name_en="OCOP display and sales point (demonstration)",
        kind=Showroom.Kind.STORE,
        place=Place.objects.create(commune=producer.place.commune, address_line="Số 1"),
    )
    KeeperPost.objects.create(user=people.keeper, showroom=showroom)
    return StockPlace.objects.create(
        kind=StockPlace.Kind.SHOWROOM, name=showroom.name, showroom=showroom
    )
