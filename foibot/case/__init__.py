"""THE CASE: facts, events, what follows from them."""
