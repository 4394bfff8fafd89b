"""A pack in an older version of the language -> the same pack in a newer one, as its author wrote it."""

from rules.migration.edit import Edit, edited
from rules.migration.migrate import NEWEST, Migrated, migrate, version_of

__all__ = ["NEWEST", "Edit", "Migrated", "edited", "migrate", "version_of"]
