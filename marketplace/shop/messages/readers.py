"""Who reads a message of the shop's own people, where it reaches them, and in which language."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.utils import translation

from catalog.models import Producer
from marketplace.kernel.accounts.roles import OFFICER

from .letter import Letter, post

# A producer's telephone is nobody's account: it says nothing of a language.
HOUSE_LANGUAGE = "vi"


@dataclass(frozen=True, slots=True)
class Reader:
    """One person, or a producer's telephone. mark: tells readers of one message apart."""

    mark: str
    language: str
    email: str = ""
    phone: str = ""


def producers_people(producer: Producer) -> list[Reader]:
    """Everybody who acts for a producer, by SMS before mail; else the producer's telephone.

    Empty where nobody can be reached.
    """
    people = _active().filter(producer_memberships__producer=producer)
    readers = [
        Reader(f":{person.pk}", person.language, phone=person.phone)
        if person.phone
        else Reader(f":{person.pk}", person.language, email=person.email)
        for person in people
    ]
    if readers or not producer.phone:
        return readers
    return [Reader("", HOUSE_LANGUAGE, phone=producer.phone)]


def without_readers(producers: Iterable[Producer]) -> list[Producer]:
    """Of these producers, those whom no message reaches; one query."""
    silent = [producer for producer in producers if not producer.phone]
    reached = _active().filter(producer_memberships__producer__in=silent)
    known = set(reached.order_by().values_list("producer_memberships__producer", flat=True))
    return [producer for producer in silent if producer.pk not in known]


def officers() -> list[Reader]:
    """Every officer, by mail before SMS."""
    return [
        Reader(f":{person.pk}", person.language, person.email or "", person.phone or "")
        for person in _active().filter(groups__name=OFFICER)
    ]


def tell(readers: Iterable[Reader], write: Callable[[], Letter], *, key: str) -> None:
    """One message to each, written in the language of whoever reads it; once per key and reader."""
    for reader in readers:
        with translation.override(reader.language):
            post(write(), key=f"{key}{reader.mark}", email=reader.email, phone=reader.phone)


def _active():
    return get_user_model().objects.filter(is_active=True).order_by("pk")
