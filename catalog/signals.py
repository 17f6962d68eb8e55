from django.dispatch import Signal

# Sent inside the door's transaction with `product_id`. A receiver may only insert outbox or
# touch rows; its error aborts the door.
certification_changed = Signal()

# Sent inside the door's transaction with `producer`, just registered: whoever keeps something
# for every producer (a shelf) makes it now.
producer_registered = Signal()
