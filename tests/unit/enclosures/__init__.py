"""Files on their way out: what is hidden is found, what leaves was made by us (T23, SEC-2)."""
