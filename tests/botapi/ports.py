"""Where may a test listen?"""

import random
import socket


def a_free_port() -> int:
    """A port below those that the kernel gives to connections.

    Somebody who keeps trying to connect to one of those while nobody listens may be given the
    very same port for his own end: he is then connected to himself, and the port is taken.
    """
    while True:
        port = random.randrange(20_000, 32_000)
        try:
            socket.create_server(("127.0.0.1", port)).close()
        except OSError:
            continue
        return port
