"""Tests of the ESP-AT integration and its simulator."""
