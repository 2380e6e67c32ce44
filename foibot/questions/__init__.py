"""TEXT -> ITEMISED QUESTIONS, and which service answers them."""
