"""Where state lasts: one protocol, kept in memory, in SQLite and in PostgreSQL."""
