"""The judged queries: what was typed, and rules that grade any product from 0 to 3.

A rule looks at what is true of a product (its title, its place, its producer), never at an
index, so the set holds for a corpus of any size. The first rule that fits gives the grade.
Within each class every second query is held out: nothing was ever tuned on it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from marketplace.kernel.text import fold

from .corpus import Item

Rule = Callable[[Item], bool]
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Judged:
    """One query with its rules, best grade first."""

    kind: str
    text: str
    rules: tuple[tuple[int, Rule], ...]
    held_out: bool

    def grade(self, item: Item) -> int:
        return next((grade for grade, rule in self.rules if rule(item)), 0)


def _phrase(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def titled(words: str) -> Rule:
    """The title says exactly these words, marks included."""
    return lambda item: _phrase(words) in _phrase(item.title)


def spelled(words: str) -> Rule:
    """The title says these words when nobody looks at the marks."""
    return lambda item: fold(_phrase(words)) in fold(_phrase(item.title))


def starting(*words: str) -> Rule:
    """The title begins with one of these, marks included."""
    return lambda item: item.title.casefold().startswith(words)


def english(words: str) -> Rule:
    return lambda item: _phrase(words) in _phrase(item.title_en)


def mentioned(words: str) -> Rule:
    return lambda item: _phrase(words) in _phrase(item.story)


def made_in(place: str) -> Rule:
    """The place of today or of before July 2025, marks or not."""
    wanted = fold(place)
    return lambda item: (
        wanted
        in {
            fold(item.maker.commune),
            fold(item.maker.province),
            fold(item.maker.old_province),
        }
    )


def made_by(name: str) -> Rule:
    wanted = fold(name)
    return lambda item: wanted in fold(item.maker.name)


def both(*rules: Rule) -> Rule:
    return lambda item: all(rule(item) for rule in rules)


def either(*rules: Rule) -> Rule:
    return lambda item: any(rule(item) for rule in rules)


def _marked(text: str):
    return text, ((3, titled(text)), (1, mentioned(text)))


def _unmarked(text: str):
    return text, ((3, spelled(text)),)


def _slip(text: str, meant: str):
    return text, ((3, titled(meant)), (2, spelled(meant)))


def _begun(text: str, *meant: str):
    return text, ((3, starting(*(word.casefold() for word in meant))),)


def _placed(text: str, what: str, where: str):
    return text, ((3, both(spelled(what), made_in(where))), (1, spelled(what)))


def _maker(text: str, name: str):
    return text, ((3, made_by(name)),)


def _synonym(text: str, *same: str):
    return text, ((3, titled(text)), (2, either(*map(titled, same))))


def _english(text: str, vietnamese: str):
    return text, ((3, either(english(text), titled(vietnamese))),)


_CLASSES = {
    "marks": [
        _marked("đường thốt nốt"),
        _marked("khô cá lóc"),
        _marked("mật ong rừng"),
        _marked("trà sen"),
        _marked("bánh pía"),
        _marked("hạt điều"),
        _marked("cà phê chồn"),
        _marked("nước mắm cá cơm"),
        _marked("tỏi đen"),
        _marked("lụa tân châu"),
    ],
    "pairs": [
        _marked("dừa"),
        _marked("dứa"),
        _marked("dưa"),
        _marked("đậu"),
        _marked("dâu"),
        _marked("dầu"),
        _marked("bơ"),
        _marked("bò"),
        _marked("chè"),
        _marked("chả"),
        _marked("mâm"),
        _marked("mắm"),
        _marked("kẹo dừa"),
        _marked("mứt dứa"),
        _marked("mứt dừa"),
    ],
    "unmarked": [
        _unmarked("duong thot not"),
        _unmarked("nuoc mam"),
        _unmarked("banh trang"),
        _unmarked("mat ong"),
        _unmarked("dau phong rang"),
        _unmarked("tho cam"),
        _unmarked("ca phe"),
        _unmarked("kho ca sac"),
        _unmarked("tra o long"),
        _unmarked("gao nep"),
    ],
    "typos": [
        _slip("đường thốt nốtt", "đường thốt nốt"),
        _slip("ca phee", "cà phê"),
        _slip("banh trnag", "bánh tráng"),
        _slip("nuoc mawm", "nước mắm"),
        _slip("hat diieu", "hạt điều"),
        _slip("mien dnog", "miến dong"),
        _slip("khoo ca loc", "khô cá lóc"),
        _slip("mât onng", "mật ong"),
        _slip("chieu coii", "chiếu cói"),
        _slip("rong nhoo", "rong nho"),
    ],
    "prefixes": [
        _begun("đường thố", "đường thốt nốt"),
        _begun("khô cá l", "khô cá lóc"),
        _begun("kho ca sa", "khô cá sặc"),
        _begun("bánh trá", "bánh tráng"),
        _begun("mật on", "mật ong"),
        _begun("ca ph", "cà phê"),
        _begun("trà s", "trà sen"),
        _begun("hạt đi", "hạt điều"),
        _begun("lụa t", "lụa tân châu"),
        _begun("yen sa", "yến sào"),
    ],
    "places": [
        _placed("khô cá lóc đồng tháp", "khô cá lóc", "Đồng Tháp"),
        _placed("khô cá lóc an giang", "khô cá lóc", "An Giang"),
        _placed("kẹo dừa bến tre", "kẹo dừa", "Bến Tre"),
        _placed("nuoc mam binh thuan", "nước mắm", "Bình Thuận"),
        _placed("cà phê sơn la", "cà phê", "Sơn La"),
        _placed("bánh gai nam định", "bánh gai", "Nam Định"),
        _placed("chè shan tuyết hà giang", "chè shan tuyết", "Hà Giang"),
        _placed("mien dong bac kan", "miến dong", "Bắc Kạn"),
        _placed("hành tím cần thơ", "hành tím", "Cần Thơ"),
        _placed("mắm ruốc huế", "mắm ruốc", "Huế"),
        _placed("xoài sấy dẻo đồng tháp", "xoài sấy dẻo", "Đồng Tháp"),
    ],
    "producers": [
        _maker("HTX Nông nghiệp Tân Phú", "HTX Nông nghiệp Tân Phú"),
        _maker("hop tac xa long hung", "HTX Nông nghiệp Long Hưng"),
        _maker("công ty Mỹ An Xanh", "Mỹ An Xanh"),
        _maker("htx nong nghiep ba vi", "HTX Nông nghiệp Ba Vì"),
    ],
    "synonyms": [
        _synonym("thịt heo", "thịt lợn"),
        _synonym("thịt lợn", "thịt heo"),
        _synonym("đậu phộng", "lạc"),
        _synonym("lạc", "đậu phộng"),
        _synonym("trái cây", "hoa quả"),
        _synonym("hoa quả sấy", "trái cây sấy"),
        _synonym("trứng vịt", "hột vịt"),
        _synonym("bắp", "ngô"),
        _synonym("ngô", "bắp"),
        _synonym("vừng", "mè"),
    ],
    "english": [
        _english("palm sugar", "đường thốt nốt"),
        _english("fish sauce", "nước mắm"),
        _english("coffee", "cà phê"),
        _english("honey", "mật ong"),
        _english("cashew nuts", "hạt điều"),
        _english("coconut candy", "kẹo dừa"),
        _english("black pepper", "tiêu đen"),
        _english("dried squid", "khô mực"),
        _english("lotus tea", "trà sen"),
        _english("oolong tea", "trà ô long"),
    ],
}

JUDGED = [
    Judged(kind, text, rules, held_out=position % 2 == 1)
    for kind, cases in _CLASSES.items()
    for position, (text, rules) in enumerate(cases)
]
