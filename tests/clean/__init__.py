"""Everyday files of a council in which nothing is hidden: what is held or told of them is false."""
