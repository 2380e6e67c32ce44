"""The service is killed at every step; after the next start all is as it would have been."""
