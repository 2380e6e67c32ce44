"""Statistics, the board, the tracker, the disclosure log, the bundle."""
