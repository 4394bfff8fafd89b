"""A walk through a game -> what everybody saw of it, as text for goldens and as a page to look at."""
