"""The officers' pages of the order desk, below /office/."""

from django.urls import path

from .views.office import desk, discounts, order, order_acts, orders, parcel_acts

urlpatterns = [
    path("desk/", desk.desk, name="office_desk"),
    path("desk/stars/", desk.stars, name="office_stars"),
    path("desk/<slug:code>/", desk.queue, name="office_queue"),
    path("late/", desk.late, name="office_late"),
    path("looked-at/<int:pk>/", order_acts.looked_at, name="office_looked_at"),
    path("orders/", orders.order_list, name="office_orders"),
    path("orders.xlsx", orders.order_file, {"kind": "xlsx"}, name="office_orders_xlsx"),
    path("orders.csv", orders.order_file, {"kind": "csv"}, name="office_orders_csv"),
    path("orders/<slug:code>/", order.order, name="office_order"),
    path("orders/<slug:code>/<slug:act>/", order_acts.order_act, name="office_order_act"),
    path("discounts/", discounts.discount_list, name="office_discounts"),
    path("discounts/new/", discounts.new_discount, name="office_discount_new"),
    path("discounts/<int:pk>/", discounts.discount, name="office_discount"),
    path("discounts/<int:pk>/end/", discounts.end_discount, name="office_discount_end"),
    path("parcels/<int:pk>/<slug:act>/", parcel_acts.parcel_act, name="office_parcel_act"),
]
