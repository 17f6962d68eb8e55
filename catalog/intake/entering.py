"""How a row of each kind is entered, through the doors and nothing else.

Each clerk reads what is known once, then answers for one row at a time whether it was entered
(True) or stood there already (False). It raises BadCell, Unsure, or what a door refuses with.
`chosen` is what a person answered to an earlier Unsure: a Product, a Producer, or a new one.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.models import Product

from catalog import certification
from catalog.certification import Award
from catalog.errors import WrongDay
from catalog.models import (
    ImportRun,
    Producer,
    ProductGroup,
    ProductSet,
    RecognitionDecision,
    ReviewRow,
    RuleSet,
    StarCertification,
)
from catalog.reference import current_groups, rule_set_on
from catalog.registration import register_producer, register_product
from marketplace.kernel.text import fold

from .columns import label
from .errors import BadCell, Unsure
from .matching import Producers, Products, form_of
from .places import Authorities, Communes

Kind = ImportRun.Kind
Question = ReviewRow.Question
Status = StarCertification.Status
Subject = ReviewRow.Subject


@dataclass(frozen=True)
class Chosen:
    """A person's answer: this producer, this product; with neither, it is a new one."""

    producer: int | None = None
    product: int | None = None


class ProducersClerk:
    """Registers producers that are not known yet. Those that are stay as they are."""

    revoked: tuple[int, ...] = ()

    def __init__(self, by=None):
        self.by = by
        self.known, self.communes = Producers(), Communes()

    def enter(self, said: dict, chosen: Chosen | None = None) -> bool:
        facts = dict(said)
        commune_words, province_words = facts.pop("commune"), facts.pop("province")
        commune = self.communes.find(commune_words, province_words)
        if chosen is None and self._is_known(facts, commune.pk):
            return False
        if chosen and chosen.producer:
            return False
        facts["legal_form"] = facts.get("legal_form") or form_of(facts["legal_name"])
        if not facts["legal_form"]:
            raise BadCell(_("Say the legal form; the name does not."), column="legal_form")
        written = (facts.get("address_line", ""), commune_words, province_words)
        facts["as_written"] = ", ".join(filter(None, written))
        self.known.add(register_producer(commune=commune, by=self.by, **facts))
        return True

    def _is_known(self, facts: dict, commune: int) -> bool:
        code = facts.get("tax_code")
        try:
            found = self.known.find(facts["legal_name"], code)
        except Unsure as doubt:
            same = [self.known.by_pk[pk] for pk in doubt.candidates]
            # Two tax codes are two firms, however much the names are alike.
            if not code or any(one.tax_code in (None, code) for one in same):
                raise
            return False
        if found and not (code and found.tax_code == code) and found.commune != commune:
            raise Unsure(Subject.PRODUCER, Question.ELSEWHERE, [found.pk])
        return found is not None


class _OfProducers:
    """What the clerks of products, decisions and revocations share: who and what is meant."""

    def __init__(self, by=None):
        self.by, self.producers, self.products = by, Producers(), Products()
        self.revoked: list[int] = []

    def producer(self, said: dict) -> int:
        found = self.producers.find(said["producer"], said.get("tax_code"))
        if found is None:
            raise BadCell(_("This producer is not in the list of producers."), column="producer")
        return found.pk

    def product(self, said: dict) -> int:
        """The product of the row; doubts about the producer are put as its products."""
        try:
            owner = self.producer(said)
        except Unsure as doubt:
            likely = self.products.titled(said["product"], doubt.candidates)
            if not likely:
                raise
            raise Unsure(Subject.PRODUCT, doubt.question, likely) from None
        except BadCell:
            if same_title := self.products.titled(said["product"]):
                raise Unsure(Subject.PRODUCT, Question.NEAR, same_title) from None
            raise
        found = self.products.find(owner, said["product"])
        if found is None:
            raise BadCell(_("This producer has no such product here."), column="product")
        return found


class ProductsClerk(_OfProducers):
    """Registers products that their producer does not have yet."""

    def __init__(self, by=None):
        super().__init__(by)
        self.groups = {group.identifier: group for group in current_groups()}
        # The first rule sets called some groups otherwise; textiles are handicraft since.
        self.names = {label(g.name): g.identifier for g in ProductGroup.objects.all()}
        self.names |= {label(identifier): identifier for identifier in self.groups}

    def enter(self, said: dict, chosen: Chosen | None = None) -> bool:
        facts = dict(said)
        name, code = facts.pop("producer"), facts.pop("tax_code", None)
        group = self._group(facts.pop("group"))
        facts["set"] = self._set(group, facts.pop("set")) if "set" in facts else None
        if chosen and chosen.product:
            return False
        owner = chosen and chosen.producer
        owner = owner or self.producer({"producer": name, "tax_code": code})
        if chosen is None and self.products.find(owner, facts["title"]):
            return False
        producer = Producer.objects.select_related("partner").get(pk=owner)
        made = register_product(producer=producer, group=group, by=self.by, **facts)
        self.products.add(made.pk, owner, facts["title"])
        return True

    def _group(self, words: str) -> ProductGroup:
        identifier = self.names.get(label(words), "")
        group = self.groups.get("HANDICRAFT" if identifier == "TEXTILE" else identifier)
        if group is None:
            known = "; ".join(one.name for one in self.groups.values())
            raise BadCell(
                _("This word is not known here. Use one of: %(known)s"), column="group", known=known
            )
        return group

    def _set(self, group: ProductGroup, words: str) -> ProductSet:
        for one in group.sets.all():
            if label(words) in (str(one.number), label(one.name)):
                return one
        raise BadCell(_("This group has no such set."), column="set")


class DecisionsClerk(_OfProducers):
    """Records what decisions give, and hands it to the second person: pending, no more."""

    def __init__(self, by=None):
        super().__init__(by)
        self.authorities = Authorities()

    def enter(self, said: dict, chosen: Chosen | None = None) -> bool:
        facts = dict(said)
        if facts.get("is_potential_five_star") and facts["stars"] != 4:
            column = "is_potential_five_star"
            raise BadCell(
                _("Only a product with 4 stars can be on its way to five."), column=column
            )
        product = (chosen and chosen.product) or self.product(facts)
        decision = self._decision(facts)
        recorded = decision.certifications.exclude(status=Status.VOIDED).filter(product=product)
        if twin := recorded.first():
            if twin.stars == facts["stars"]:
                return False
            raise BadCell(
                _("The register holds %(stars)s stars for it under this decision."),
                column="stars",
                stars=twin.stars,
            )
        for used in ("number", "decided_on", "authority", "producer", "product", "tax_code"):
            facts.pop(used, None)
        try:
            row = certification.record(
                Product.objects.get(pk=product), decision=decision, award=Award(**facts), by=self.by
            )
        except WrongDay as error:
            raise BadCell(
                _("This day comes before the first day of the stars."), column="valid_until"
            ) from error
        certification.submit(row, by=self.by)
        return True

    def _decision(self, facts: dict) -> RecognitionDecision:
        """The decision; the spacing and the case of a number are not what tells two apart."""
        day = facts["decided_on"]
        try:
            rules = rule_set_on(day)
        except RuleSet.DoesNotExist as error:
            raise BadCell(
                _("No rule set was in force on this day."), column="decided_on"
            ) from error
        authority = self.authorities.find(facts["authority"], day)
        same_day = RecognitionDecision.objects.filter(authority=authority, decided_on=day)
        for decision in same_day:
            if number_key(decision.number) == number_key(facts["number"]):
                return decision
        return certification.enter_decision(
            authority=authority, number=facts["number"], decided_on=day, rule_set=rules
        )


class RevocationsClerk(_OfProducers):
    """Revokes certificates, found by product and producer, and by decision where it is given."""

    def enter(self, said: dict, chosen: Chosen | None = None) -> bool:
        product = (chosen and chosen.product) or self.product(said)
        rows = StarCertification.objects.filter(product=product).select_related("decision")
        rows = list(rows.exclude(status=Status.VOIDED).order_by("-effective_on"))
        if number := said.get("number"):
            rows = [row for row in rows if number_key(row.decision.number) == number_key(number)]
            if not rows:
                raise BadCell(_("This decision gave the product no stars."), column="number")
        document = number_key(said["document"])
        if any(number_key(row.revocation_document) == document for row in rows):
            return False
        standing = [row for row in rows if row.status in (Status.VALID, Status.SUSPENDED)]
        if not standing:
            raise BadCell(
                _("The product has no certificate that could be revoked."), column="product"
            )
        paper = {key: said[key] for key in ("reason", "document", "effective_on")}
        try:
            certification.revoke(standing[0], **paper, by=self.by)
        except WrongDay as error:
            raise BadCell(
                _("Stars that are suspended cannot be revoked from a later day on."),
                column="effective_on",
            ) from error
        self.revoked.append(product)
        return True


def number_key(number: str) -> str:
    """The number of a paper without spaces, marks and case."""
    return re.sub(r"\s", "", fold(number))


CLERKS = {
    Kind.PRODUCERS: ProducersClerk,
    Kind.PRODUCTS: ProductsClerk,
    Kind.DECISIONS: DecisionsClerk,
    Kind.REVOCATIONS: RevocationsClerk,
}
