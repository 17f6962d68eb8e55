"""News of this package, sent inside the door's transaction."""

from django.dispatch import Signal

# With product_id: goods of the product came, left, were promised or set free.
stock_changed = Signal()
