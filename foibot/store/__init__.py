"""THE DATABASE: tables, engine, unit of work, leases, audit chain."""
