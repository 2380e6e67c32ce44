"""The whole story on bundled messages, in virtual time, without a network."""
