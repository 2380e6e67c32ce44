"""BYTES -> MESSAGE: text, quotes, signatures, automatic mail, bounces."""
