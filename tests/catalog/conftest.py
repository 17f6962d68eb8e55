import pytest

from tests.catalog.register import Officers

# Plain names that differ from each other by more than a slip of the hand.
FIRST = ("Hòa", "Thuận", "Phước", "Khánh", "Ngọc", "Minh", "Quang")
LAST = ("Hưng Lợi", "Thiên Thành", "Bích Chi", "Tân Phú Đông", "Mỹ Xương", "Long Khánh", "Cái Bè")


@pytest.fixture
def officers(make):
    return Officers()


@pytest.fixture
def product(make):
    return make.product()


@pytest.fixture
def revoked_47(make):
    """The rows of a list of 47 products, each with four stars, of as many producers."""
    make.producer("HTX Khác")
    rows = []
    for number in range(47):
        name = f"{FIRST[number % 7]} {LAST[number // 7]}"
        product = make.product(f"Khô cá lóc {name}", by=make.producer(f"HTX {name}"))
        star = make.star(product)
        rows.append(
            {
                "producer": f"Hợp tác xã {name.upper()}",
                "product": product.title,
                "number": star.decision.number,
                "reason": "Không đánh giá lại",
                "document": "58/QĐ-UBND",
                "effective_on": "21/02/2025",
            }
        )
    rows[8]["producer"] = rows[8]["producer"].replace("THUẬN", "THUẬM")
    rows[30]["producer"] = "HTX " + rows[30]["producer"].removeprefix("Hợp tác xã ")[1:]
    return rows
