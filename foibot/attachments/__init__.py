"""Attached files -> text, in a limited child process."""
