"""The producer's phone: orders, packing slips and prices of one's own products."""
