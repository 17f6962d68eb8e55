"""Below /office/: producers and products."""

from django.urls import include, path

from marketplace.shop.views.office import producers, producers_edit, products, products_edit

_producers = [
    path("", producers.producer_list, name="office_producers"),
    path("list.xlsx", producers.producer_file, {"kind": "xlsx"}, name="office_producers_xlsx"),
    path("list.csv", producers.producer_file, {"kind": "csv"}, name="office_producers_csv"),
    path("new/", producers_edit.new_producer, name="office_producer_new"),
    path("<int:pk>/", producers.producer, name="office_producer"),
    path("<int:pk>/edit/", producers_edit.edit_producer, name="office_producer_edit"),
]
_products = [
    path("", products.product_list, name="office_products"),
    path("list.xlsx", products.product_file, {"kind": "xlsx"}, name="office_products_xlsx"),
    path("list.csv", products.product_file, {"kind": "csv"}, name="office_products_csv"),
    path("new/", products_edit.new_product, name="office_product_new"),
    path("<int:pk>/", products.product, name="office_product"),
    path("<int:pk>/edit/", products_edit.edit_product, name="office_product_edit"),
]
urlpatterns = [
    path("producers/", include(_producers)),
    path("products/", include(_products)),
]
