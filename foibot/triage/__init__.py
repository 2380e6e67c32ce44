"""MESSAGE -> WHAT TO DO WITH IT: a chain of rules, first match wins."""
