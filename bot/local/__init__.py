"""A Discord on this machine, for tests and the tour: it judges what a bot does."""
