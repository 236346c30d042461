"""Power cuts: what a disk can hold after one, built from the journal that `powercut.c` kept of a program's writing.

The model. What was synced (`fsync`, `fdatasync`, of a file for its bytes, of a directory for its names) is there. Of all that
was done to a file or a directory since, any part may be there or not, whatever came first:

- each write is there whole, not at all, or in some of its 512-byte sectors only;
- a later write may be there and an earlier one not, in one file and between files; also those that a running sync is about to
  write, and also the half of what one commit wrote;
- a file may have its new size and not its new bytes; there are zeros then or, in some images, what lay there on the disk before;
- a name may be new, gone or changed without the names that were changed before it, in one directory as between two; that a
  file was synced does not mean that its name is there. A rename within one directory is there or not, never half of it;
- a file that was written through a shared mapping (SQLite's `-shm`) is gone, or holds anything.

What it does not do: a sector is old or new, never a mixture (SQLite asks disks for that: "powersafe overwrite", and Linux
assumes it), what was synced stays as it was, and times and rights of files are as after the making. So it is harsher than the
file systems in use, which keep names in order, and milder than a disk that lies about a sync; `Disk(deaf=True)` is that one.
"""

import os
import random
import shutil
import struct
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

SOURCE = Path(__file__).with_name("powercut.c")
SECTOR = 512
HEAD = struct.Struct("<IB3xQQ")


def library(folder):
    """Compiles the preloaded library; the test is skipped where there is no compiler."""
    compiler = shutil.which("cc") or shutil.which("clang")
    if not compiler:
        pytest.skip("there is no C compiler (cc) to build the preloaded library with")
    built = Path(folder) / "powercut.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O2", "-o", built, SOURCE, "-ldl"], check=True)
    return built


class Recording:
    """A directory whose changes are kept in a journal, by every program that is started with `environment`."""

    def __init__(self, folder):
        folder = Path(folder)
        self.directory = folder / "disk"
        self.directory.mkdir(parents=True)
        self.journal = folder / "journal"
        self.journal.touch()
        self.environment = os.environ | {
            "LD_PRELOAD": str(library(folder)), "POWERCUT_DIRECTORY": str(self.directory),
            "POWERCUT_JOURNAL": str(self.journal),
        }

    def now(self):
        """The moment, as a place in the journal: what was true before is true of every cut from here on."""
        return self.journal.stat().st_size

    def lines(self):
        """Every line of the journal: the moment after it, kind, file, place, bytes."""
        data, at = self.journal.read_bytes(), 0
        while at + HEAD.size <= len(data):
            length, kind, file, place = HEAD.unpack_from(data, at)
            at += HEAD.size + length
            if at > len(data):
                return
            yield at, chr(kind), file, place, data[at - length:at]


@dataclass(eq=False)
class File:
    """Bytes that are on the disk for good, and writes and cuts since."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list = field(default_factory=list)
    mapped: bool = False

    def settle(self, count):
        for kind, place, data in self.pending[:count]:
            if kind == "W":
                grow(self.durable, place + len(data))
                self.durable[place:place + len(data)] = data
            else:
                resize(self.durable, place)
        del self.pending[:count]

    def image(self, chance):
        if self.mapped:
            return None if chance.random() < 0.5 else chance.randbytes(32_768)
        content = bytearray(self.durable)
        for kind, place, data in self.pending:
            if not chance.keeps():
                continue
            if kind == "T":
                resize(content, place, chance.filling)
                continue
            grow(content, place + len(data), chance.filling)
            for start, end in sectors(place, place + len(data)):
                if chance.keeps_sector():
                    content[start:end] = data[start - place:end - place]
        return content


@dataclass(eq=False)
class Directory:
    """Names that are on the disk for good, and changes of names since."""

    durable: dict = field(default_factory=dict)
    pending: list = field(default_factory=list)
    names: dict = field(default_factory=dict)  # as the program sees them

    def change(self, changes):
        """Names that change together; None takes one away."""
        apply(self.names, changes)
        self.pending.append(changes)

    def settle(self, count):
        for changes in self.pending[:count]:
            apply(self.durable, changes)
        del self.pending[:count]

    def image(self, chance):
        names = dict(self.durable)
        for changes in self.pending:
            if chance.keeps():
                apply(names, changes)
        return names


class Chance:
    """What one power cut leaves: by its seed nothing of what was not synced, all of it, whole writes of it, or torn ones."""

    def __init__(self, seed):
        self.random_numbers = random.Random(seed)
        self.random, self.randbytes = self.random_numbers.random, self.random_numbers.randbytes
        self.mood = self.random_numbers.choice(["nothing", "all", "some", "torn", "torn"])
        self.share = self.random_numbers.choice([0.1, 0.5, 0.9])
        self.filling = self.randbytes if self.random() < 0.5 else bytes

    def keeps(self):
        return {"nothing": False, "all": True}.get(self.mood, self.random() < self.share)

    def keeps_sector(self):
        return self.mood != "torn" or self.random() < 0.7


class Disk:
    """The directory at one moment of a recording. It goes forward only. A deaf one takes no notice of syncs."""

    def __init__(self, recording, deaf=False):
        self.lines = recording.lines()
        self.deaf = deaf
        self.moment = 0
        self.root = Directory()
        self.directories = {"": self.root}
        self.files, self.opened, self.syncs = {}, {}, {}

    def forward(self, moment):
        """Goes on to a moment: a place in the journal."""
        while self.moment < moment:
            line = next(self.lines, None)
            if line is None:
                return
            self.moment = line[0]
            self._take(*line[1:])

    def build(self, seed, target):
        """Makes a directory as a power cut at this moment can have left it."""
        chance = Chance(seed)
        self._write(self.root, Path(target), chance)

    def _write(self, directory, target, chance):
        target.mkdir(mode=0o700)
        for name, thing in sorted(directory.image(chance).items()):
            if isinstance(thing, Directory):
                self._write(thing, target / name, chance)
            elif (content := thing.image(chance)) is not None:
                (target / name).write_bytes(content)
                (target / name).chmod(0o600)

    def _take(self, kind, file, place, data):
        if kind == "C":
            self.files[file] = File()
            self.opened.pop(file, None)
            self._name(data, self.files[file])
        elif kind == "D":
            directory = Directory()
            self.directories[data.decode()] = directory
            self._name(data, directory)
        elif kind == "O":
            self.opened[file] = self.directories[data.decode()]
        elif kind == "W" or kind == "T":
            self.files[file].pending.append((kind, place, data))
        elif kind == "M":
            self.files[file].mapped = True
        elif kind == "s":
            thing = self._synced(file)
            self.syncs[place] = thing, list(thing.pending)
        elif kind == "S" and not self.deaf:
            thing, begun = self.syncs.pop(place)
            begun = {id(change) for change in begun}
            # Another thread's sync may have settled a part of it.
            thing.settle(sum(1 for change in thing.pending if id(change) in begun))
        elif kind == "R" or kind == "L":
            self._move(*data.split(b"\0"), keeping=kind == "L")
        elif kind == "U":
            self._name(data, None)

    def _synced(self, file):
        return self.opened.get(file) or self.files[file]

    def _place(self, path):
        parent, _, name = path.decode().rpartition("/")
        return self.directories[parent], name

    def _name(self, path, thing):
        directory, name = self._place(path)
        directory.change([(name, thing)])

    def _move(self, old, new, keeping):
        source, old_name = self._place(old)
        target, new_name = self._place(new)
        thing = source.names[old_name]
        gone = [] if keeping else [(old_name, None)]
        if source is target:
            source.change([(new_name, thing), *gone])
        else:
            target.change([(new_name, thing)])
            source.change(gone)
        if isinstance(thing, Directory) and not keeping:
            start = old.decode()
            for path in [path for path in self.directories if path == start or path.startswith(start + "/")]:
                self.directories[new.decode() + path[len(start):]] = self.directories.pop(path)


def apply(names, changes):
    for name, thing in changes:
        if thing is None:
            names.pop(name, None)
        else:
            names[name] = thing


def grow(content, size, filling=bytes):
    if size > len(content):
        content.extend(filling(size - len(content)))


def resize(content, size, filling=bytes):
    grow(content, size, filling)
    del content[size:]


def sectors(start, end):
    """The pieces of a stretch of bytes that lie in one sector each."""
    while start < end:
        after = min(end, (start // SECTOR + 1) * SECTOR)
        yield start, after
        start = after
