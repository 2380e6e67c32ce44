"""MESSAGE -> REQUEST: kind, regime, requester, urgency."""
