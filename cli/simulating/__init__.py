"""Many players' months: processes that live them, and what is told of them."""
