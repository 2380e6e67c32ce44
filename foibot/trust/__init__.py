"""Who may do what by mail: authentication facts, tokens, content codes."""
