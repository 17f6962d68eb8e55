"""Bars that can be read without colour, in whole units that mean the same in every language."""

from marketplace.reports.charts import MARGIN, SHADES, WIDTH, Bars, draw


def luminance(shade: str) -> float:
    parts = [int(shade[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_neighbouring_shades_differ_in_lightness():
    lights = [luminance(shade) for shade in SHADES]

    contrasts = [(a + 0.05) / (b + 0.05) for a, b in zip(lights, lights[1:], strict=False)]
    assert min(contrasts) > 1.7


def test_the_longest_bar_fits_and_the_others_are_in_proportion():
    chart = draw(Bars(["3", "4"], [("An Giang", [26, 16]), ("Đồng Tháp", [13, 8])]))

    first, second = chart.parts[:2], chart.parts[2:]
    assert sum(part.width for part in first) <= WIDTH - MARGIN + 1
    assert abs(first[0].width - 2 * second[0].width) <= 1
    assert [words.text for words in chart.numbers] == ["42", "21"]


def test_what_is_there_is_seen_and_what_is_not_is_not_drawn():
    chart = draw(Bars(["a", "b", "c"], [("x", [100_000, 1, 0])]))

    assert [part.width >= 2 for part in chart.parts] == [True, True]
    assert [name.text for _part, name in chart.keys] == ["a", "b"]


def test_nothing_is_no_chart():
    assert draw(Bars(["a"], [("x", [0])])) is None
    assert draw(Bars(["a"])) is None


def test_long_names_are_cut_in_the_chart_alone():
    label = "Dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch"

    chart = draw(Bars(["a"], [(label, [1])]))

    assert chart.labels[0].text.endswith("…")
    assert label.startswith(chart.labels[0].text[:-1])
