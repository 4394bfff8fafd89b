"""The primitives: what everything the language says is lowered to, and all that is ever executed."""
