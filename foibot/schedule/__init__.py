"""When each of the four verbs runs, and who may run them; no state of its own."""
