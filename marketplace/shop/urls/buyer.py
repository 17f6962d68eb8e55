from django.urls import path

from marketplace.shop.views.fragments import header_state
from marketplace.shop.views.home import home
from marketplace.shop.views.legal import legal_text
from marketplace.shop.views.producer_page import producer_page
from marketplace.shop.views.product import product

urlpatterns = [
    path("", home, name="home"),
    path("fragments/header", header_state, name="header_state"),
    path("products/<slug:slug>-<int:product_id>/", product, name="product"),
    path("producers/<slug:slug>/", producer_page, name="producer_page"),
    path("terms/", legal_text, {"kind": "terms"}, name="terms"),
    path("privacy/", legal_text, {"kind": "privacy"}, name="privacy"),
    path("delivery/", legal_text, {"kind": "delivery"}, name="delivery"),
]
