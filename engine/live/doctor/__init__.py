"""Settings -> what of all that they name works, and what to do about the rest: `examine`."""
