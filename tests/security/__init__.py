"""Attacks by mail through the whole pipeline, numbered as the threats of reliability.md."""
