"""MAIL IN: IMAP, Maildir or a directory -> stored messages (verb: collect)."""
