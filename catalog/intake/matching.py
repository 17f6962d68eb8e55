"""Who and what a row means: producers by tax code, then by any of their names.

The same producer is written in several ways ("Công ty TNHH MTV Ba Tre", "Ba Tre"), so words of
the legal form, marks, case and punctuation do not count. What is not certain is a question.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from catalog.models import LegalForm, Producer, ProductFacts, ReviewRow
from marketplace.kernel.text import fold

from .errors import Unsure

Question = ReviewRow.Question
Subject = ReviewRow.Subject
MOST_CANDIDATES = 8

# Longest first: each is tried at the beginning of a name.
_FORMS = (
    ("lien hiep hop tac xa", LegalForm.COOPERATIVE_UNION),
    ("lien hiep htx", LegalForm.COOPERATIVE_UNION),
    ("hop tac xa", LegalForm.COOPERATIVE),
    ("htx", LegalForm.COOPERATIVE),
    ("to hop tac", LegalForm.COOPERATIVE_GROUP),
    ("tht", LegalForm.COOPERATIVE_GROUP),
    ("doanh nghiep tu nhan", LegalForm.PRIVATE_ENTERPRISE),
    ("dntn", LegalForm.PRIVATE_ENTERPRISE),
    ("trach nhiem huu han", LegalForm.LLC_MULTI),
    ("tnhh", LegalForm.LLC_MULTI),
    ("mot thanh vien", LegalForm.LLC_SINGLE),
    ("mtv", LegalForm.LLC_SINGLE),
    ("hai thanh vien tro len", LegalForm.LLC_MULTI),
    ("co phan", LegalForm.JSC),
    ("cong ty cp", LegalForm.JSC),
    ("cty cp", LegalForm.JSC),
    ("ctcp", LegalForm.JSC),
    ("cong ty", None),
    ("cty", None),
    ("ho kinh doanh", LegalForm.BUSINESS_HOUSEHOLD),
    ("hkd", LegalForm.BUSINESS_HOUSEHOLD),
    ("co so san xuat", LegalForm.PRODUCTION_ESTABLISHMENT),
    ("co so", LegalForm.PRODUCTION_ESTABLISHMENT),
    ("cssx", LegalForm.PRODUCTION_ESTABLISHMENT),
    ("trang trai", LegalForm.FARM),
)
_SHORT = {
    "sx": "san xuat",
    "tm": "thuong mai",
    "dv": "dich vu",
    "xnk": "xuat nhap khau",
    "nn": "nong nghiep",
    "dt": "dau tu",
}
_AND = {"va", "&", "and"}
# A company may change from one form of company to another and stay the same; a cooperative and
# a company of one name are two.
_FAMILIES = {
    LegalForm.COOPERATIVE: "cooperative",
    LegalForm.COOPERATIVE_UNION: "union",
    LegalForm.COOPERATIVE_GROUP: "group",
    LegalForm.LLC_SINGLE: "company",
    LegalForm.LLC_MULTI: "company",
    LegalForm.JSC: "company",
    LegalForm.PRIVATE_ENTERPRISE: "company",
    LegalForm.BUSINESS_HOUSEHOLD: "household",
    LegalForm.PRODUCTION_ESTABLISHMENT: "household",
    LegalForm.FARM: "household",
}


def take_apart(name: str) -> tuple[str, LegalForm | None]:
    """A name without the words of its legal form, folded; and that form, where it says one."""
    words = " ".join(re.findall(r"\w+", fold(name)))
    form, rest = None, words
    while found := next((f for f in _FORMS if rest.startswith(f"{f[0]} ")), None):
        rest = rest[len(found[0]) + 1 :]
        form = found[1] if form in (None, LegalForm.LLC_MULTI) and found[1] else form
    core = " ".join(_SHORT.get(word, word) for word in rest.split() if word not in _AND)
    return core or words, form


def form_of(name: str) -> LegalForm | None:
    """The legal form that a name says, or None."""
    return take_apart(name)[1]


def distance(one: str, other: str) -> int:
    """How many letters must be put in, taken out or changed to make one of the other."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, opposite in enumerate(other, 1):
            cost = before + (letter != opposite)
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, cost)
    return row[-1]


def is_near(one: str, other: str) -> bool:
    """Whether two folded names may be one misspelt; other numbers make another thing."""
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    most = 1 if max(len(one), len(other)) < 14 else 2
    return abs(len(one) - len(other)) <= most and distance(one, other) <= most


@dataclass
class Known:
    """A producer as far as matching needs it."""

    pk: int
    form: str
    tax_code: str | None
    commune: int
    cores: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, producer: Producer) -> "Known":
        names = [producer.legal_name, producer.trade_name, *producer.former_names]
        cores = {take_apart(name)[0] for name in names}
        commune = producer.place.commune_id
        return cls(producer.pk, producer.legal_form, producer.tax_code, commune, cores)

    def may_be(self, form: LegalForm | None) -> bool:
        """Whether a name of this form can mean it; a name may leave the form out."""
        mine, other = _FAMILIES.get(self.form), _FAMILIES.get(form)
        return mine is None or other is None or mine == other


class Producers:
    """Every producer by tax code and by name, read once."""

    def __init__(self):
        self.by_pk: dict[int, Known] = {}
        self.by_code: dict[str, Known] = {}
        self.by_core: dict[str, list[Known]] = defaultdict(list)
        self._pieces: dict[str, set[str]] = defaultdict(set)
        for producer in Producer.objects.select_related("place"):
            self.add(producer)

    def add(self, producer: Producer) -> None:
        known = Known.of(producer)
        self.by_pk[known.pk] = known
        if known.tax_code:
            self.by_code[known.tax_code] = known
        for core in known.cores:
            self.by_core[core].append(known)
            for piece in _pieces(core):
                self._pieces[piece].add(core)

    def find(self, name: str, tax_code: str | None = None) -> Known | None:
        """The one producer that is meant, or None where none is like it. Raises Unsure."""
        core, form = take_apart(name)
        named = self.by_core.get(core, [])
        if tax_code and (owner := self.by_code.get(tax_code)):
            if any(core == mine or is_near(core, mine) for mine in owner.cores):
                return owner
            raise _unsure(Question.TAX_CODE, [owner, *named])
        other_code = [one for one in named if tax_code and one.tax_code]
        sure = [one for one in named if one.may_be(form) and one not in other_code]
        if len(sure) == 1:
            return sure[0]
        if named:
            raise _unsure(self._question(sure, other_code), sure or named)
        if near := self._near(core):
            raise _unsure(Question.NEAR, near)
        return None

    def _question(self, sure: list, other_code: list) -> Question:
        if sure:
            return Question.SEVERAL
        return Question.TAX_CODE if other_code else Question.FORM

    def _near(self, core: str) -> list[Known]:
        """Producers with a name of nearly these letters; only the likeliest are compared."""
        shared = Counter(name for piece in _pieces(core) for name in self._pieces.get(piece, ()))
        near = [name for name, _ in shared.most_common(MOST_CANDIDATES) if is_near(core, name)]
        return [known for name in near for known in self.by_core[name]]


def _pieces(core: str) -> set[str]:
    padded = f" {core} "
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


def _unsure(question: Question, candidates: list[Known]) -> Unsure:
    return Unsure(Subject.PRODUCER, question, list(dict.fromkeys(one.pk for one in candidates)))


def title_key(title: str) -> str:
    """A product's title without marks, case and punctuation."""
    return " ".join(re.findall(r"\w+", fold(title)))


class Products:
    """Every product by producer and title, read once."""

    def __init__(self):
        self._of: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        self._anywhere: dict[str, list[int]] = defaultdict(list)
        rows = ProductFacts.objects.values_list("pk", "producer_id", "product__title")
        for pk, producer, title in rows.order_by("pk"):
            self.add(pk, producer, title)

    def add(self, pk: int, producer: int, title: str) -> None:
        self._of[producer][title_key(title)].append(pk)
        self._anywhere[title_key(title)].append(pk)

    def find(self, producer: int, title: str) -> int | None:
        """The one product of a producer that is meant, or None. Raises Unsure."""
        key, mine = title_key(title), self._of.get(producer, {})
        if key in mine:
            if len(mine[key]) > 1:
                raise Unsure(Subject.PRODUCT, Question.SEVERAL, mine[key])
            return mine[key][0]
        near = [pk for other, pks in mine.items() if is_near(key, other) for pk in pks]
        if near:
            raise Unsure(Subject.PRODUCT, Question.NEAR, near)
        return None

    def titled(self, title: str, producers: list[int] | None = None) -> list[int]:
        """The products of this title, of anybody or of these producers."""
        key = title_key(title)
        if producers is None:
            return self._anywhere.get(key, [])
        return [pk for one in producers for pk in self._of.get(one, {}).get(key, [])]
