"""Files on their way out: hidden data found, safe forms made."""
