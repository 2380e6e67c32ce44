"""DATES: calendars, limits, events, explanations, notices due (FOIA 2000 s.10 and its kin)."""
