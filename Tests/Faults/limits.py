"""Exports of a gigabyte and more that are no exports: one line, a quoted cell without end, a million columns, only newlines,
only NUL, compressed bombs.

limits.py --program FILE [--bytes N]

Each must be refused with status 3 (a file of a header, one line and newlines is a good file, and lands), with less than
256 MB of memory, naming the line and the limit where there is one. The files are made one at a time and removed."""
import argparse
import os
import shutil
import subprocess
import sys
import time
import zlib

import bench

HEAD = b"Date,Receipt,Code,Product,Quantity,Amount\n2026-03-02,2001,3000,Apples,1,2.00\n"
LARGEST_MEMORY = 256 * 1024
BLOCK = 1 << 24

# Name: what the file begins with, what it repeats, its status, and what the message must name.
FILES = {
    "one line": (HEAD, b"a", 3, ("line 3", "16777216")),
    "one line, no header": (b"", b"a", 3, ("line 1", "1048576")),
    "quoted cell": (HEAD + b'2026-03-02,2002,3000,"', b"abc, \n", 3, ("line 3", "16777216")),
    "quoted cell, one line": (HEAD + b'2026-03-02,2002,3000,"', b"abc,", 3, ("line 3", "16777216")),
    "quotes": (HEAD, b'""', 3, ("line 3", "16777216")),
    "carriage returns": (HEAD, b"\r", 3, ("line 3", "16777216")),
    "delimiters": (HEAD, b",", 3, ("line 3", "2000")),
    "newlines": (b"", b"\n", 3, ("line 1",)),
    "newlines after a line": (HEAD, b"\n", 0, ("1 line",)),
    "NUL": (b"", b"\0", 3, ("byte 0",)),
    "NUL after a line": (HEAD, b"\0", 3, ("byte 77",)),
    "corrected lines": (b"mends_sha256,mends_line,column,reason,file,Date\n", b"a", 3, ("bytes",)),
}
BOMBS = {
    "bomb of NUL": (HEAD, b"\0", 3, ("byte 77",)),
    "bomb of newlines": (HEAD, b"\n", 3, ("200",)),
    "bomb of lines": (HEAD, b"2026-03-02,2001,3000,Apples,1,2.00\n", 3, ("200",)),
    "bomb of one line": (HEAD, b"a", 3, ("200",)),
}
COLUMNS = {"a million columns": (b"", 3, ("line 1", "2000")), "a million cells": (HEAD, 3, ("line 3", "2000"))}


def write(name, path, size):
    if name in COLUMNS:
        million = b",".join(b"c%d" % number for number in range(1_000_000)) + b"\n"
        with open(path, "wb") as file:
            file.write(COLUMNS[name][0] + million + million)
        return
    start, unit, _, _ = (FILES | BOMBS)[name]
    block = unit * (BLOCK // len(unit))
    packer = zlib.compressobj(9, zlib.DEFLATED, 31) if path.endswith(".gz") else None
    with open(path, "wb") as file:
        written = 0
        for part in [start] + [block] * (-(-size // len(block))):
            file.write(packer.compress(part) if packer else part)
            written += len(part)
        if packer:
            file.write(packer.flush())


class Limits:
    """The trials, their counts, and what went wrong."""

    def __init__(self, product, folder):
        self.product, self.folder = product, folder
        self.counts = dict(cases=0, most_kB=0, longest_s=0, bad=0)
        self.notes = []

    def make_and_judge(self, name, size, status, words):
        path = self.folder + ("/limits.csv.gz" if name in BOMBS else "/limits.csv")
        # In a process of its own: Linux counts the memory of whoever starts a program as that program's, too.
        subprocess.run([sys.executable, "-B", __file__, "--write", name, path, "--bytes", str(size)], check=True)
        self.judge(name, path, status, words)
        os.remove(path)

    def judge(self, name, path, status, words):
        database = self.folder + "/limits.db"
        shutil.copy(self.product.seed, database)
        before = bench.content(database)
        start = time.monotonic()
        process = subprocess.Popen(
            self.product.command("import", path, database=database), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True)
        printed = process.stdout.read()
        _, code, usage = os.wait4(process.pid, 0)
        seconds, code = time.monotonic() - start, os.waitstatus_to_exitcode(code)
        self.counts["cases"] += 1
        self.counts["most_kB"] = max(self.counts["most_kB"], usage.ru_maxrss)
        self.counts["longest_s"] = round(max(self.counts["longest_s"], seconds), 1)
        print(f"    {name:<24} status {code}, {usage.ru_maxrss} kB, {seconds:.1f} s", flush=True)
        good = code == status and usage.ru_maxrss < LARGEST_MEMORY and all(word in printed for word in words)
        if not good or (status != 0 and bench.content(database) != before):
            self.counts["bad"] += 1
            self.notes.append(f"{name}: status {code}, {usage.ru_maxrss} kB, {printed[:300]!r}")
        os.remove(database)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program")
    parser.add_argument("--bytes", type=int, default=1 << 30)
    parser.add_argument("--write", nargs=2, metavar=("NAME", "PATH"), help="only makes one of the files")
    asked = parser.parse_args()
    if asked.write:
        return write(*asked.write, asked.bytes)
    folder = bench.scratch_folder()
    try:
        product = bench.Product(asked.program, folder, 100)
        limits = Limits(product, folder)
        for name, trial in (FILES | BOMBS | COLUMNS).items():
            limits.make_and_judge(name, asked.bytes, *trial[-2:])
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    bench.report("limits", limits.counts, limits.notes, limits.counts["bad"] == 0)
    sys.exit(1 if limits.counts["bad"] else 0)


if __name__ == "__main__":
    main()
