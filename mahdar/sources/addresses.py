"""Connections that reach only public addresses: asked of the address that is connected to, so no name can change it."""

import http.client
import ipaddress
import socket
import ssl
from contextlib import suppress

from mahdar.errors import BadSource

_MOST_TRIED = 4
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether an IP address is of the public net, also where it wraps another (mapped, 6to4, Teredo, NAT64).

    >>> [is_public(one) for one in ("8.8.8.8", "10.0.0.1", "127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1")]
    [True, False, False, False, False]
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo or (None, None))[1]
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def dial(host: str, port: int, timeout: float, allow_private: bool) -> socket.socket:
    """A connected socket. Raises BadSource where an address of the host is not public, OSError where none answers."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not allow_private:
        for *_, address in found:
            if not is_public(str(address[0])):
                raise BadSource(f"{host} is a private address ({address[0]}); --allow-private reads it nevertheless")
    failed: OSError = OSError(f"{host} has no address")
    for family, kind, protocol, _, address in found[:_MOST_TRIED]:
        sock = socket.socket(family, kind, protocol)
        try:
            sock.settimeout(timeout)
            sock.connect(address)
            return sock
        except OSError as error:
            sock.close()
            failed = error
    raise failed


class Line:
    """What a connection and its watchdog share: the socket, once there is one, and whether time was up."""

    def __init__(self, allow_private: bool) -> None:
        self.allow_private = allow_private
        self.sock: socket.socket | None = None
        self.cut = False

    def hang_up(self) -> None:
        """End whatever waits for this connection, from another thread."""
        self.cut = True
        if self.sock is not None:
            with suppress(OSError):
                # The plain socket's own: that of TLS would pull the ground from under the thread that reads.
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)

    def reach(self, host: str, port: int, timeout: float) -> socket.socket:
        self.sock = dial(host, port, timeout, self.allow_private)
        if self.cut:
            raise TimeoutError
        return self.sock


class Plain(http.client.HTTPConnection):
    """HTTP over a guarded line."""

    line: Line

    def connect(self) -> None:
        self.sock = self.line.reach(self.host, self.port, self.timeout or 1)


class Secure(http.client.HTTPSConnection):
    """HTTPS over a guarded line: the certificate is asked of the name, the address was asked before."""

    line: Line

    def connect(self) -> None:
        raw = self.line.reach(self.host, self.port, self.timeout or 1)
        context = ssl.create_default_context()
        self.sock = context.wrap_socket(raw, server_hostname=self.host, do_handshake_on_connect=False)
        self.line.sock = self.sock
        self.sock.do_handshake()
        if self.line.cut:
            raise TimeoutError
