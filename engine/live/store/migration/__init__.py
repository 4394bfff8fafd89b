"""A database of an earlier schema -> the same of this one. Up only: what was forgotten cannot be made up."""

from engine.live.store.migration.upgrade import Reached, check, upgrade

__all__ = ["Reached", "check", "upgrade"]
