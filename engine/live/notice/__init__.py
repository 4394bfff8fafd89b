"""What players are to be told of, written with what happened -> told, once and in order, or kept for them."""
