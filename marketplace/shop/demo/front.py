"""The front page in two languages, and who runs the shop."""

from cms.models import Operator
from marketplace.shop.first_day import make_pages


def make_front_page() -> None:
    """Our front page instead of Wagtail's welcome, and an operator that says it is invented."""
    make_pages()
    operator = Operator.load()
    operator.legal_name = "Trung tâm Xúc tiến thương mại (minh họa)"
    operator.registration = "Dữ liệu minh họa, không phải sàn thật"
    operator.phone = "+842963000000"
    operator.save()
