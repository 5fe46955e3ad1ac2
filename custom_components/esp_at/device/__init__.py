"""What a module can do, in verbs; knows AT commands, not Home Assistant."""
