"""Words that mean the same to a buyer. Editors add to these lists; both engines read them.

SAME: each word of a row finds the others. MEANS: the left word finds the right ones, but not
the other way round, because the right one says more or something else as well.
"""

SAME = """
heo, lợn
đậu phộng, lạc
trái cây, hoa quả
bắp, ngô
vừng, mè
trứng vịt, hột vịt
cá lóc, cá quả, cá tràu
khoai mì, sắn
mãng cầu ta, na
trà, chè
khổ qua, mướp đắng
củ sắn, củ đậu
đậu hũ, đậu phụ, tàu hũ
lạp xưởng, lạp xường
chả lụa, giò lụa
hạt, hột
bông, hoa
nếp cẩm, nếp than
htx, hợp tác xã
thành phố hồ chí minh, tp hồ chí minh, sài gòn
"""

MEANS = """
dứa: khóm, thơm
khóm: dứa
cafe: cà phê
tea: trà, chè
coffee: cà phê
honey: mật ong
rice: gạo
noodles: bún, miến, phở, mì, hủ tiếu
fish sauce: nước mắm
palm sugar: đường thốt nốt
coconut: dừa
coconut candy: kẹo dừa
coconut oil: dầu dừa
pineapple: dứa, khóm
mango: xoài
pomelo: bưởi
banana: chuối
jackfruit: mít
avocado: bơ sáp
peanut: đậu phộng, lạc
peanuts: đậu phộng, lạc
cashew: hạt điều
cashew nuts: hạt điều
pepper: tiêu
black pepper: tiêu đen
garlic: tỏi
ginger: gừng
turmeric: nghệ
chili: ớt
salt: muối
lotus: sen
lotus tea: trà sen
lotus seeds: hạt sen
oolong tea: trà ô long
green tea: trà xanh, chè xanh
silk: lụa
brocade: thổ cẩm
pottery: gốm
ceramic: gốm
dried fruit: trái cây sấy, hoa quả sấy
dried fish: khô cá, cá khô
dried squid: khô mực
dried shrimp: tôm khô
shrimp paste: mắm ruốc, mắm tôm
rice paper: bánh tráng
rice wine: rượu nếp
wine: rượu
spirit: rượu
seaweed: rong biển
mushroom: nấm
mushrooms: nấm
sausage: lạp xưởng
beef: bò
beef jerky: khô bò
pork: heo, lợn
bamboo: tre
scarf: khăn
gift: quà
"""


def _read() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    found: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for line in SAME.strip().splitlines():
        row = [tuple(phrase.split()) for phrase in line.split(", ")]
        for phrase in row:
            found.setdefault(phrase, []).extend(other for other in row if other != phrase)
    for line in MEANS.strip().splitlines():
        phrase, meanings = line.split(": ")
        found.setdefault(tuple(phrase.split()), []).extend(
            tuple(meaning.split()) for meaning in meanings.split(", ")
        )
    return {phrase: tuple(others) for phrase, others in found.items()}


# Phrase (words with their marks) -> the phrases that may stand for it.
SYNONYMS = _read()
