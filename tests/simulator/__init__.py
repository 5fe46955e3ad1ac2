"""Tests of the simulated module."""
