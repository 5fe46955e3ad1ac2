"""Tests of what a keyboard can type."""
