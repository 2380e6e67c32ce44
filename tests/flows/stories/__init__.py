"""Whole stories, each told twice: over folders, and over a real IMAP and SMTP server."""
