"""
Files with something hidden in every place that reliability T23 and law.md SEC-2 name.

Each is made here by code with the real libraries; nothing of it was copied.
"""
