"""When each of the four verbs runs; the job store is memory and holds no state of its own."""
