"""The composition root: configuration to everything; alone reads clock, files, environment."""
