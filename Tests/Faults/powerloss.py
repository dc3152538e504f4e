"""A power loss as a file system may leave it: the writes of one import are recorded, and states are built from them in
which only synced writes are certain.

Unsynced writes of a file survive as a whole, not at all, up to some point, or in any selection, cut at sectors of 512
bytes. Creations and deletions survive; in the loose model only where they were synced. Limits of the model: files in one
folder, no reordering across a sync (a disk that lies), no network file system."""
import os
import re
from dataclasses import dataclass

import bench

CALLS = "write,pwrite64,pwritev,ftruncate,fsync,fdatasync,unlink,unlinkat,rename,renameat,renameat2,openat"
HEX = r'"((?:\\x[0-9a-f]{2})*)"'


@dataclass
class Operation:
    """`kind`: write, append, truncate, sync, create, delete, or done: the success message was printed."""
    kind: str
    name: str = ""
    offset: int = 0
    data: bytes = b""


def unescaped(text):
    return bytes.fromhex(text.replace("\\x", ""))


class Trace:
    """What one import did to the files of its folder."""

    def __init__(self, folder, base, done):
        self.folder = folder
        self.base = base
        self.done = done.encode()
        self.operations = []

    @classmethod
    def of(cls, judge):
        database = judge.fresh()
        folder = os.path.dirname(database)
        base = {}
        for name in os.listdir(folder):
            with open(f"{folder}/{name}", "rb") as file:
                base[name] = file.read()
        trace, log = cls(folder, base, judge.product.done), judge.product.folder + "/power.log"
        result = judge.attempt(
            database,
            before=("strace", "-f", "-qq", "-y", "-xx", "-s", "2000000", "-e", "trace=" + CALLS, "-o", log))
        if not judge.said_done(result):
            raise SystemExit(f"the traced import failed: {result.stderr}")
        with open(log, errors="replace") as lines:
            trace.read(lines)
        trace.check(database)
        return trace

    def read(self, lines):
        begun = {}
        for line in lines:
            thread, text = line.rstrip("\n").split(None, 1)
            if text.endswith("<unfinished ...>"):
                begun[thread] = text[: -len("<unfinished ...>")].rstrip()
                continue
            resumed = re.match(r"<\.\.\. \w+ resumed>\s?(.*)", text)
            if resumed:
                text = begun.pop(thread, "") + resumed[1]
            call = re.match(r"(\w+)\((.*)\)\s+=\s+(\d+)", text)
            if call:
                self.add(call[1], call[2], int(call[3]))

    def add(self, call, arguments, result):
        file = re.match(r"\d+<((?:\\x[0-9a-f]{2})+)>", arguments)
        path = unescaped(file[1]).decode(errors="replace") if file else ""
        path = path.removesuffix(" (deleted)")
        named = [unescaped(text).decode(errors="replace") for text in re.findall(HEX, arguments)]
        if call == "write" and path and not path.startswith(self.folder):
            if self.done in unescaped(re.findall(HEX, arguments)[0]):
                self.operations.append(Operation("done"))
        elif call == "pwrite64" and path.startswith(self.folder):
            part = re.search(r">, " + HEX + r"(?:\.\.\.)?, (\d+), (\d+)$", arguments)
            data = unescaped(part[1])[:result]
            self.operations.append(Operation("write", os.path.basename(path), int(part[3]), data))
        elif call == "write" and path.startswith(self.folder):
            data = unescaped(re.findall(HEX, arguments)[0])[:result]
            self.operations.append(Operation("append", os.path.basename(path), 0, data))
        elif call == "ftruncate" and path.startswith(self.folder):
            self.operations.append(Operation("truncate", os.path.basename(path), int(arguments.rsplit(",", 1)[1])))
        elif call in ("fsync", "fdatasync") and path.startswith(self.folder):
            self.operations.append(Operation("sync", "." if path == self.folder else os.path.basename(path)))
        elif call.startswith("unlink") and named and named[0].startswith(self.folder):
            self.operations.append(Operation("delete", os.path.basename(named[0])))
        elif call == "openat" and "O_CREAT" in arguments and named and named[0].startswith(self.folder):
            self.operations.append(Operation("create", os.path.basename(named[0])))
        elif call in ("pwritev", "rename", "renameat", "renameat2") and self.folder in arguments + path:
            raise SystemExit(f"the model does not know {call}({arguments[:80]}")

    def check(self, database):
        """All operations one after the other must give the file that is there, or the trace missed some."""
        files = dict(self.base)
        for step in self.operations:
            if step.kind == "delete":
                files.pop(step.name, None)
            elif step.kind in ("write", "append", "truncate"):
                files[step.name] = applied(files.get(step.name, b""), step)
        with open(database, "rb") as file:
            if file.read() != files[os.path.basename(database)]:
                raise SystemExit("the trace of the import is not whole")

    def crash_point(self, chance):
        """How many operations happened; a third of the crashes come right after the success message."""
        done = [index for index, step in enumerate(self.operations, 1) if step.kind == "done"]
        if done and chance.random() < 0.34:
            return chance.randint(done[0], min(len(self.operations), done[0] + 3))
        return chance.randint(1, len(self.operations))

    def state(self, point, chance, loose):
        """The files after a crash at `point`, and whether success was printed before."""
        synced = {name: data for name, data in self.base.items()}
        pending = {name: [] for name in synced}
        unsynced_names, said_done = [], False
        for step in self.operations[:point]:
            if step.kind == "done":
                said_done = True
            elif step.kind == "create" and step.name not in synced:
                synced[step.name], pending[step.name] = b"", []
                unsynced_names.append((step, None))
            elif step.kind in ("write", "append", "truncate"):
                synced.setdefault(step.name, b"")
                pending.setdefault(step.name, []).append(step)
            elif step.kind == "sync" and step.name == ".":
                unsynced_names = []
            elif step.kind == "sync" and step.name in synced:
                for earlier in pending[step.name]:
                    synced[step.name] = applied(synced[step.name], earlier)
                pending[step.name] = []
                # The sync of a new file makes its name durable too, on ext4 and xfs.
                unsynced_names = [entry for entry in unsynced_names
                                  if entry[0].kind != "create" or entry[0].name != step.name]
            elif step.kind == "delete" and step.name in synced:
                unsynced_names.append((step, (synced.pop(step.name), pending.pop(step.name))))
        for step, lost in unsynced_names if loose else []:
            if chance.random() < 0.5:
                continue
            if step.kind == "delete":
                synced.setdefault(step.name, lost[0])
                pending.setdefault(step.name, lost[1])
            else:
                synced.pop(step.name, None)
        return {name: survived(data, pending[name], chance) for name, data in synced.items()}, said_done


def survived(data, pending, chance):
    """The bytes of a file of whose pending writes only some arrived."""
    how = chance.choice(["all", "none", "some", "some", "first"])
    if how == "none":
        return data
    if how == "first":
        pending = pending[: chance.randint(0, len(pending))]
    if how == "some":
        pending = [step for step in pending if chance.random() < 0.5]
    for step in pending:
        if step.kind == "write" and how != "all" and chance.random() < 0.15:
            sectors = chance.randint(0, len(step.data) // 512)
            step = Operation("write", step.name, step.offset, step.data[: sectors * 512])
        data = applied(data, step)
    return data


def applied(data, step):
    if step.kind == "truncate":
        return data[: step.offset].ljust(step.offset, b"\0")
    offset = len(data) if step.kind == "append" else step.offset
    if not step.data:
        return data
    return data.ljust(offset, b"\0")[:offset] + step.data + data[offset + len(step.data):]
