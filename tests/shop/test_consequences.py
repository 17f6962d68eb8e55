"""What hangs on a certificate: open orders by code, baskets by number, shelves by name."""

from catalog.consequences import consequences_of


def told(product):
    return {one.label: (one.count, one.examples) for one in consequences_of(product.pk)}


def test_open_orders_baskets_and_shelves_are_counted(shop, make):
    product, other = make.on_sale("Khô cá", quantity=7), make.on_sale("Mắm")
    order = shop.order(product)
    shop.order(other)
    shop.basket(product)

    assert told(product) == {
        "Đơn chưa gửi": (1, (order.number,)),
        "Giỏ hàng": (1, ()),
        "Nơi đang giữ hàng": (1, (f"{product.facts.producer.store.name} (7)",)),
    }


def test_what_ended_no_longer_counts(shop, make):
    product = make.on_sale()
    parcel = shop.order(product).fulfilments.get()
    type(parcel).objects.filter(pk=parcel.pk).update(state="delivered")

    assert told(product)["Đơn chưa gửi"] == (0, ())
