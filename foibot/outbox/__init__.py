"""MAIL OUT: queued letters -> SMTP or a directory (verb: deliver)."""
