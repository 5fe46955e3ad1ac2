"""What a keyboard can type, and with which keys; knows no module and no Home Assistant."""
