"""Databases in places that cannot take an import: a small disk, a read-only folder, a folder of another user. Run as root.

places.py --program FILE

An import that finds no room or no right to write must end with status 6 and say so, and leave the state before; a report
from the same place must work, or say why it cannot."""
import argparse
import os
import shutil
import subprocess
import sys

import bench


class Places:
    """The trials, their counts, and what went wrong."""

    def __init__(self, product, judge):
        self.product, self.judge = product, judge
        self.counts = dict(cases=0, before=0, after=0, bad=0)
        self.notes = []

    def bad(self, what, result=None):
        self.counts["bad"] += 1
        shown = "" if result is None else f": status {result.returncode} {result.stdout} {result.stderr}"
        self.notes.append((what + shown).replace("\n", " ")[:400])

    def small_disk(self, size):
        """A file system of so many KiB, with the database on it."""
        mount = self.product.folder + "/small"
        os.makedirs(mount, exist_ok=True)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", mount], check=True)
        try:
            self.counts["cases"] += 1
            database = mount + "/t.db"
            shutil.copy(self.product.seed, database)
            result = self.judge.attempt(database)
            if not self.judge.said_done(result):
                self.check_refusal(result, f"small disk of {size} KiB", ("full", "room", "space"))
            # More room now: the same import must go through, whatever the first attempt left.
            subprocess.run(["mount", "-o", "remount,size=64m", mount], check=True)
            state = bench.content(database)
            self.counts["before"] += state == self.judge.before
            self.counts["after"] += state == self.judge.after
            if state not in (self.judge.before, self.judge.after):
                self.bad(f"small disk of {size} KiB: {state}")
            if self.judge.said_done(result) and state != self.judge.after:
                self.bad(f"small disk of {size} KiB: lost after it was done")
            self.judge.attempt(database)
            if bench.content(database) != self.judge.after or not self.product.verifies(database):
                self.bad(f"small disk of {size} KiB: the import cannot be done again")
        finally:
            subprocess.run(["umount", mount], check=True)

    def check_refusal(self, result, what, words):
        if result.returncode != 6 or not any(word in result.stdout + result.stderr for word in words):
            self.bad(what, result)

    def read_only(self):
        """The database in a folder that is mounted read-only."""
        database = self.judge.fresh("readonly")
        folder = os.path.dirname(database)
        before = bench.content(database)
        inside = ["unshare", "-m", "sh", "-c",
                  f'mount --bind "{folder}" "{folder}" && mount -o remount,bind,ro "{folder}" && exec "$@"', "sh"]
        self.try_place(inside, database, before, "read-only folder")

    def other_user(self):
        """A database that root owns, used by nobody."""
        database = self.judge.fresh("other")
        os.chmod(self.product.folder, 0o755)
        os.chmod(os.path.dirname(database), 0o755)
        os.chmod(database, 0o644)
        before = bench.content(database)
        inside = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        self.try_place(inside, database, before, "other user")
        # Not even readable.
        os.chmod(database, 0o640)
        result = self.product.run("report", "share", database=database, before=inside)
        self.counts["cases"] += 1
        self.check_refusal(result, "other user, unreadable: report", ("permission", "unable to open"))

    def try_place(self, inside, database, before, name):
        self.counts["cases"] += 2
        result = self.judge.attempt(database, before=inside)
        self.check_refusal(result, name + ": import", ("read", "permission", "writ", "unable to open"))
        result = self.product.run("report", "share", database=database, before=inside)
        if result.returncode != 0:
            self.bad(name + ": report", result)
        result = self.product.run("verify", database=database, before=inside)
        if result.returncode != 0:
            self.bad(name + ": verify", result)
        if bench.content(database) != before:
            self.bad(name + ": the database changed")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    asked = parser.parse_args()
    if os.geteuid() != 0:
        raise SystemExit("These trials mount file systems: run them as root.")
    folder = bench.scratch_folder()
    try:
        product = bench.Product(asked.program, folder, 3000)
        places = Places(product, bench.Judge(product))
        seed = os.path.getsize(product.seed) // 1024
        need = seed + 700
        for step in range(20):
            places.small_disk(seed + 16 + (2 * need - seed - 16) * step // 19)
        places.read_only()
        places.other_user()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    bench.report("places", places.counts, places.notes, places.counts["bad"] == 0)
    sys.exit(1 if places.counts["bad"] else 0)


if __name__ == "__main__":
    main()
