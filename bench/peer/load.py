"""Fill the stock shop: `python load.py N`, each with a category, a price, stock and a picture."""

import io
import random
import sys
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import transaction  # noqa: E402
from oscar.core.loading import get_model  # noqa: E402
from PIL import Image  # noqa: E402

Category, Product, ProductCategory, ProductClass, ProductImage = (
    get_model("catalogue", name)
    for name in ("Category", "Product", "ProductCategory", "ProductClass", "ProductImage")
)
Partner, StockRecord = get_model("partner", "Partner"), get_model("partner", "StockRecord")
PICTURES = 20
ABOUT = "Sản phẩm có hồ sơ truy xuất nguồn gốc và câu chuyện của người làm ra nó. " * 6


def picture(number: int) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((800, 600), 20 + number).convert("RGB").save(out, "JPEG", quality=80)
    return out.getvalue()


@transaction.atomic
def main(count: int) -> None:
    chance = random.Random(20260)
    kind = ProductClass.objects.create(name="OCOP", track_stock=True, requires_shipping=True)
    leaves = []
    for i in range(6):
        root = Category.add_root(name=f"Nhóm {i}")
        leaves += [root.add_child(name=f"Bộ {i}.{j}") for j in range(3)]
    partners = [Partner.objects.create(code=f"p{i}", name=f"HTX {i}") for i in range(40)]
    products = Product.objects.bulk_create(
        [
            Product(
                structure="standalone",
                title=f"Đặc sản số {i} của xã {i % 97}",
                slug=f"dac-san-{i}",
                upc=f"OCOP{i:06d}",
                product_class=kind,
                description=f"<p>{ABOUT}</p>",
            )
            for i in range(count)
        ],
        batch_size=1000,
    )
    ProductCategory.objects.bulk_create(
        [ProductCategory(product=p, category=chance.choice(leaves)) for p in products],
        batch_size=1000,
    )
    StockRecord.objects.bulk_create(
        [
            StockRecord(
                product=product,
                partner=partners[i % len(partners)],
                partner_sku=f"S{i}",
                price=chance.randrange(20, 900) * 1000,
                price_currency="VND",
                num_in_stock=1_000_000,
            )
            for i, product in enumerate(products)
        ],
        batch_size=1000,
    )
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    for i in range(PICTURES):
        (folder / f"{i}.jpg").write_bytes(picture(i))
    ProductImage.objects.bulk_create(
        [ProductImage(product=p, original=f"{i % PICTURES}.jpg") for i, p in enumerate(products)],
        batch_size=1000,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
