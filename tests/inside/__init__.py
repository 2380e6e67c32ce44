"""Answers typed inside a quotation, as each mail program lets people type them."""
