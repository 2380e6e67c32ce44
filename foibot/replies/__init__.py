"""STAFF REPLY -> ANSWERS AND DECISIONS: fences, quoted questions, words that mean things."""
