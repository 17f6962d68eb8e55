def test_a_product_with_a_star_and_goods_can_be_made(make):
    product = make.on_sale()

    assert product.get_absolute_url() == f"/products/duong-thot-not-{product.pk}/"
    assert product.batches.get().balances.get().on_hand == 10
