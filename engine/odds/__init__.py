"""A drawn table -> its exact odds: rates, first hits, copies and what they cost."""
