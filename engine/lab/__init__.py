"""The lab: profiles played for many days by many players, and what becomes of the economy."""
