"""The live game, tested over every store."""
