"""The steps, each from one version to the next."""
