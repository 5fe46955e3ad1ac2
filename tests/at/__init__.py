"""Tests of the AT client."""
