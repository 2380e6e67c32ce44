"""The limited child process that opens what strangers send."""
