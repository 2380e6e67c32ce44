"""How well personal data are seen: lines with such data planted, and lines without any."""
