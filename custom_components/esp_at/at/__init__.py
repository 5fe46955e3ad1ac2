"""The AT client: declarations, codec, framer, client; knows no Home Assistant."""
