"""CASE -> WORDS: every mail and letter we send, in text, HTML, Word and PDF."""
