"""Nothing that comes in may take all memory or all time: how much is read of what, and streams that refuse more."""

import bz2
import io
import lzma
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO, Protocol

import msgspec

from mahdar.errors import BadSource

MIB = 1024 * 1024
_CHUNK = 64 * 1024
_SIP = 4 * 1024  # of a packed stream: it counts as unpacked from when it is read, and must not buy a bomb's way out
_FREE = 4 * MIB  # below this the ratio says nothing: a page of one letter packs to almost nothing
_LZMA_MEMORY = 192 * MIB  # `xz -9` needs 65 MiB to unpack


class Limits(msgspec.Struct, frozen=True):
    """The most that is taken: sizes in bytes, `row` in characters, `ratio` unpacked to packed."""

    file: int = 64 * MIB
    page: int = 8 * MIB
    row: int = 4 * MIB
    member: int = 256 * MIB
    unpacked: int = 2048 * MIB
    members: int = 100_000
    ratio: int = 200
    depth: int = 3
    refused_rows: int = 10_000


LIMITS = Limits()


class Budget:
    """What one source may still unpack, over all its members and however deep they lie."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.unpacked = 0
        self.members = 0

    @property
    def spent(self) -> bool:
        return self.unpacked > self.limits.unpacked or self.members > self.limits.members

    def member(self, name: str) -> None:
        """Count one member of an archive. Raises BadSource, naming it, where there are too many."""
        self.members += 1
        if self.members > self.limits.members:
            raise BadSource(f"{name}: holds more than {self.limits.members} files")

    def take(self, name: str, size: int, out: int, packed: int) -> None:
        """Count `size` bytes more, `out` of this stream so far from `packed`. Raises BadSource beyond the limits."""
        self.unpacked += size
        limits = self.limits
        if out > _FREE and out > packed * limits.ratio:
            raise BadSource(f"{name}: unpacks to more than {limits.ratio} times its size, as a zip bomb does")
        if out > limits.member:
            raise BadSource(f"{name}: unpacks to more than {size_of(limits.member)}")
        if self.unpacked > limits.unpacked:
            raise BadSource(f"{name}: its archive unpacks to more than {size_of(limits.unpacked)}")


def size_of(count: int) -> str:
    return f"{count // MIB} MiB" if count >= MIB else f"{count} bytes"


def buffered(raw: Any) -> io.BufferedReader:
    """Anything that reads into a buffer, as the kind of stream that the readers take."""
    return io.BufferedReader(raw, _CHUNK)


def read_whole(stream: BinaryIO, name: str, most: int) -> bytes:
    """All of `stream`. Raises BadSource where it holds more than `most` bytes; never holds many more than that."""
    parts: list[bytes] = []
    size = 0
    while part := stream.read(_CHUNK):
        parts.append(part)
        size += len(part)
        if size > most:
            raise BadSource(f"{name}: is larger than {size_of(most)}")
    return b"".join(parts)


class Flow(io.RawIOBase):
    """A stream that is only read on, over anything that has a `read`; closing it leaves that open."""

    def __init__(self, source: Any) -> None:
        self._source = source
        self.at = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data: bytes = self._source.read(min(len(buffer), _CHUNK))
        self.at += len(data)
        self.passed(len(data))
        buffer[: len(data)] = data
        return len(data)

    def passed(self, size: int) -> None:
        """Called when `size` bytes more were read, before they are handed on."""


class Checked(Flow):
    """A stream that is counted into a budget: `packed` says how many bytes it was unpacked from so far."""

    def __init__(self, source: Any, name: str, budget: Budget, packed: Callable[[], int]) -> None:
        super().__init__(source)
        self._name, self._budget, self._packed = name, budget, packed

    def passed(self, size: int) -> None:
        self._budget.take(self._name, size, self.at, self._packed())


class _Decoder(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Gzip:
    """zlib's decoder with the manners of the other two: it keeps by itself what it has not yet unpacked."""

    def __init__(self) -> None:
        self._decoder = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._decoder.eof

    @property
    def needs_input(self) -> bool:
        return not self._decoder.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._decoder.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        return self._decoder.decompress(self._decoder.unconsumed_tail + data, max_length)


_DECODERS: dict[str, Callable[[], _Decoder]] = {
    "gz": _Gzip,
    "bz2": bz2.BZ2Decompressor,
    "xz": lambda: lzma.LZMADecompressor(memlimit=_LZMA_MEMORY),
}


class Unpacked:
    """What a gzip, bzip2 or xz stream unpacks to, piece by piece. `read` raises BadSource where it breaks off."""

    def __init__(self, packed: BinaryIO, how: str, name: str) -> None:
        self._packed, self._new, self._name = packed, _DECODERS[how], name
        self._decoder = self._new()
        self.taken = 0

    def read(self, most: int) -> bytes:
        """At most `most` bytes, none at the end."""
        while True:
            if self._decoder.eof:
                rest = self._decoder.unused_data or self._more()
                if not rest.strip(b"\0"):
                    return b""
                self._decoder = self._new()
            else:
                rest = self._more() if self._decoder.needs_input else b""
            out = self._decoder.decompress(rest, most)
            if out:
                return out
            if not rest and not self._decoder.eof and self._decoder.needs_input:
                raise BadSource(f"{self._name}: breaks off before its end")

    def _more(self) -> bytes:
        data = self._packed.read(_SIP)
        self.taken += len(data)
        return data


def unpack(packed: BinaryIO, how: str, name: str, budget: Budget) -> io.BufferedReader:
    """The content of a gzip, bzip2 or xz stream (`how`: gz, bz2, xz), counted into `budget`."""
    source = Unpacked(packed, how, name)
    return buffered(Checked(source, name, budget, lambda: source.taken))


class Allowed(Flow):
    """A stream of which no more is read than up to `upto`: headers that claim gigabytes are refused in time."""

    def __init__(self, source: BinaryIO, name: str) -> None:
        super().__init__(source)
        self._name = name
        self.upto = MIB

    def passed(self, size: int) -> None:
        if self.at > self.upto:
            raise BadSource(f"{self._name}: holds headers larger than {size_of(MIB)}")


class Narrow:
    """A seekable file of which no single read is large: a list of members that claims gigabytes is refused."""

    def __init__(self, source: BinaryIO, name: str, most: int) -> None:
        self._source, self._name, self._most = source, name, most
        self.seek, self.tell, self.seekable = source.seek, source.tell, source.seekable

    def read(self, size: int = -1) -> bytes:
        data = self._source.read(self._most + 1 if size < 0 or size > self._most else size)
        if len(data) > self._most:
            raise BadSource(f"{self._name}: its list of members is larger than {size_of(self._most)}")
        return data
