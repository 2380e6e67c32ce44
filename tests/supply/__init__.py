"""What is built in: everything pinned by hash, and a bill of materials made from the locks."""
