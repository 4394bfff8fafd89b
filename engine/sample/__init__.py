"""Every expression of a pack, evaluated at random situations by several ways that must agree."""
