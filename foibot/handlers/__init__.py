"""WHAT HAPPENS: one transaction each, no network (verbs: process, remind)."""
