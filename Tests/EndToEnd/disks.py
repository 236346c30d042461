"""Small disks of their own, for tests that fill them, or let nobody write to them."""

import errno
import os
import subprocess
from contextlib import contextmanager

import pytest

MEBIBYTE = 1 << 20


class Disk:
    """A small file system of its own, with a file that fills what is left of it."""

    def __init__(self, path):
        self.path = path
        self.data = path / "data"
        self.ballast = path / "ballast"

    def fill(self):
        with self.ballast.open("ab", buffering=0) as file:
            for size in [MEBIBYTE, 4096, 1]:
                try:
                    while True:
                        file.write(bytes(size))
                except OSError as error:
                    assert error.errno == errno.ENOSPC

    def leave(self, mebibytes):
        """Fills it but for so much."""
        # The server may write meanwhile: so it is filled, and then so much is given back.
        self.fill()
        os.truncate(self.ballast, max(0, self.ballast.stat().st_size - mebibytes * MEBIBYTE))

    def free(self):
        self.ballast.unlink()


@contextmanager
def mounted(path, mebibytes):
    path.mkdir()
    if os.geteuid() != 0:
        pytest.skip("a disk of one's own can be mounted by root only")
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={mebibytes}m", "tmpfs", path], capture_output=True, text=True)
    if done.returncode != 0:
        pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")
    try:
        yield Disk(path)
    finally:
        subprocess.run(["umount", path], check=True)


def remount(path, option):
    """Mounts a disk again: `ro` lets nobody write, `rw` does."""
    subprocess.run(["mount", "-o", f"remount,{option}", path], check=True)
