"""A game that only moves, makes and burns assets, crowds that play it, and a check that nothing was lost."""
