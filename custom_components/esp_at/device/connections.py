"""Connections that are kept, and links that actions open."""

from .endpoints import Endpoint, TcpClient, TcpServer, UdpPeer, WebSocketClient
from .messages import Answer, AnswerRule, ConnectionState, Message, MessageFraming

__all__ = [
    "Answer",
    "AnswerRule",
    "ConnectionState",
    "Endpoint",
    "Message",
    "MessageFraming",
    "TcpClient",
    "TcpServer",
    "UdpPeer",
    "WebSocketClient",
]
