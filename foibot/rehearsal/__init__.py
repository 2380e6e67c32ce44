"""Real mail replayed against these rules; nothing is sent."""
