"""Which words find what: the contract of every engine."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.query import Query

from .docs import DAY

PAIRS = [
    ("Kẹo dừa", "Kẹo dứa", "Kẹo dưa"),
    ("Hạt đậu", "Hạt dâu", "Hạt dầu"),
    ("Khô bò", "Khô bơ", "Khô bó"),
    ("Bánh chè", "Bánh chả", "Bánh chà"),
    ("Hũ mắm", "Hũ mâm", "Hũ mầm"),
]


@pytest.mark.parametrize("titles", PAIRS)
def test_a_word_typed_with_marks_comes_before_its_likes(put, find, titles):
    refs = dict(zip(titles, put(*titles), strict=True))

    for title in titles:
        assert find(title)[0] == refs[title]
        assert find(title.split()[1])[0] == refs[title]


@pytest.mark.parametrize("titles", PAIRS)
def test_words_without_marks_find_all_their_likes(put, find, titles):
    refs = put(*titles)
    plain = {"Kẹo": "keo", "Hạt": "hat", "Khô": "kho", "Bánh": "banh", "Hũ": "hu"}

    assert set(find(plain[titles[0].split()[0]])) == set(refs)


def test_letters_without_marks_find_marked_ones_and_d_finds_đ(put, find):
    [ref] = put("Đường thốt nốt Tri Tôn")

    assert find("duong thot not") == [ref]
    assert find("DUONG") == [ref]
    assert find("Đường") == [ref]


def test_decomposed_text_is_the_same_text(put, find):
    first, second = put("Kẹo dừa", unicodedata.normalize("NFD", "Mật ong"))

    assert find(unicodedata.normalize("NFD", "kẹo dừa")) == [first]
    assert find("mật ong") == [second]


@pytest.mark.parametrize(("old", "new"), [("hòa", "hoà"), ("thúy", "thuý"), ("khỏe", "khoẻ")])
def test_old_and_new_tone_placement_are_one(put, find, old, new):
    refs = put(f"Trà {old}", f"Trà {new}")

    assert set(find(old)) == set(find(new)) == set(refs)


def test_a_marked_word_in_a_story_has_to_keep_its_marks(put, find):
    put("Bánh tráng", body="Ngon với dưa chua")
    [right] = put("Bánh gai", body="Nhân dừa nạo")

    assert find("dừa") == [right]
    assert len(find("dua")) == 2


def test_titles_come_before_stories(put, find):
    [told] = put("Bánh tráng", body="Phết mật ong rừng")
    [named] = put("Mật ong rừng U Minh")

    assert find("mật ong") == [named, told]


def test_the_beginning_of_a_word_is_enough_after_every_letter(engine, put):
    put("Đường thốt nốt", "Gạo huyết rồng")

    for length in range(1, len("đường thốt") + 1):
        titles = [title for title, _ in engine.complete("đường thốt"[:length])]
        assert titles == ["Đường thốt nốt"]


def test_the_unfinished_last_word_is_understood(put, find):
    [ref, _] = put("Khô cá lóc", "Khô cá sặc")

    assert find("khô cá ló") == [ref]
    assert find("kho ca lo") == [ref]


@pytest.mark.parametrize(
    "slip", ["thoot not", "thott not", "thot nt", "tht not", "thot ont", "thotnot"]
)
def test_one_slip_of_the_finger_is_forgiven_and_told(engine, put, slip):
    [ref] = put("Đường thốt nốt")

    found = engine.search(Query(day=DAY, text=slip))

    assert found.refs == (ref,)
    assert found.corrected == "thốt nốt"


def test_a_known_place_is_not_corrected_into_another(engine, put):
    put("Khô cá lóc", names="Biên Giang")
    put("Trà sen", names="Kiên Giang")

    found = engine.search(Query(day=DAY, text="khô cá lóc kiên giang"))

    assert (found.refs, found.others, found.corrected) == ((), (1,), "")


def test_what_fits_as_typed_is_never_corrected(engine, put):
    put("Kẹo dừa", "Kẹo dứa")

    assert engine.search(Query(day=DAY, text="keo dua")).corrected == ""


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("heo", "Thịt lợn gác bếp"),
        ("thịt lợn", "Thịt heo một nắng"),
        ("đậu phộng", "Lạc rang"),
        ("lac", "Đậu phộng rang"),
        ("hoa quả", "Trái cây sấy"),
        ("khóm", "Mứt dứa"),
        ("palm sugar", "Đường thốt nốt"),
    ],
)
def test_what_means_the_same_is_found(put, find, typed, title):
    [ref] = put(title)

    assert find(typed) == [ref]


def test_the_typed_word_comes_before_what_means_the_same(put, find):
    same, typed = put("Thịt lợn", "Thịt heo gia truyền hộp quà lớn")

    assert find("thịt heo") == [typed, same]


def test_producer_and_places_of_today_and_before_are_found(put, find):
    [ref] = put("Kẹo dừa", names="HTX Mỏ Cày · Vĩnh Long · Bến Tre")

    for text in ("kẹo dừa bến tre", "keo dua vinh long", "htx mỏ cày", "hợp tác xã mỏ cày"):
        assert find(text) == [ref]


def test_english_titles_are_found(put, find):
    [ref] = put("Khô mực", title_en="Dried squid")

    assert find("dried squid") == find("squid") == [ref]


def test_a_short_page_also_shows_what_fits_some_words(engine, put):
    [here] = put("Khô cá lóc", names="An Giang")
    [there, _] = put("Khô cá lóc đồng", "Lụa tơ tằm", names="Cà Mau")

    found = engine.search(Query(day=DAY, text="khô cá lóc an giang"))

    assert (found.refs, found.others, found.total) == ((here,), (there,), 1)


def test_words_that_nobody_has_find_nothing(engine, put):
    put("Đường thốt nốt")

    found = engine.search(Query(day=DAY, text="máy bay phản lực"))

    assert (found.refs, found.others, found.total, found.corrected) == ((), (), 0, "")


@pytest.mark.parametrize(
    "junk",
    ['"', "' OR 1=1 --", "thốt AND", "NEAR(", "plain:đường", "^*", "-", "()", "a" * 10_000]
    + ["thốt " * 2_500, "\x00", "\u202e", "😀", "𞤀𞤁", "²", "ﷺ", "{} : +", "_", "đ" * 300],
)
def test_junk_is_plain_words_and_never_an_error(engine, put, junk):
    put("Đường thốt nốt")

    assert engine.search(Query(day=DAY, text=junk)).total in (0, 1)
    engine.complete(junk)


@settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=60))
def test_any_text_gets_an_answer(engine, text):
    engine.search(Query(day=DAY, text=text))
    engine.complete(text)
