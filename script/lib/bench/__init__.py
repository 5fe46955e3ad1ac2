"""Measure how fast the integration is, beside a peer in the same run."""
