"""Config.toml and rules -> frozen values; all faults at once."""
