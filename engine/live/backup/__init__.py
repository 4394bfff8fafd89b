"""Backups: all that a store has, as it was at one moment, in one file that any store can be made from."""
