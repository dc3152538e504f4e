"""Several at work on one workspace: importers of the same file and of different files beside a reader, and backups while
imports run.

crowd.py importers|backup --program FILE [--rounds N]

importers: 2, 4 and 8 at once. The same file must be imported exactly once; of different files every line must be there
in the end; a reader must always see a whole number of imports; nobody may say `database is locked`. Status 4 is allowed,
and the file is then imported again.
backup: a copy that is made while an import runs must verify, and be the state before or after an import."""
import argparse
import json
import shutil
import sqlite3
import subprocess
import sys
import threading

import bench
import make_data

LINES = 1500


class Crowd:
    """One product, its counts, and what went wrong."""

    def __init__(self, program, folder):
        self.product = bench.Product(program, folder, LINES)
        self.folder = folder
        self.counts = dict(rounds=0, imports=0, busy=0, reads=0, backups=0, bad=0)
        self.notes = []
        self.files = []
        for number in range(8):
            self.files.append(f"{folder}/many-{number}.csv")
            make_data.write(self.files[-1], LINES, seed=number + 10, first_receipt=(number + 2) * LINES)

    def bad(self, what):
        self.counts["bad"] += 1
        self.notes.append(what)

    def fresh(self):
        database = self.folder + "/crowd.db"
        for end in ("", "-wal", "-shm"):
            subprocess.run(["rm", "-f", database + end], check=True)
        shutil.copy(self.product.seed, database)
        return database

    def start(self, database, file):
        return subprocess.Popen(
            self.product.command("import", file, "--json", database=database), stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True)

    def finish(self, process, database, file):
        """The state that an importer reports, after trying again where it was busy."""
        out, err = process.communicate(timeout=300)
        self.counts["imports"] += 1
        if "locked" in out + err:
            self.bad(f"raw message: {out}{err}"[:200])
        if process.returncode == 4:
            self.counts["busy"] += 1
            return self.finish(self.start(database, file), database, file)
        if process.returncode not in (0, 1):
            self.bad(f"status {process.returncode}: {out}{err}"[:300])
            return None
        return json.loads(out.splitlines()[0])["state"]

    def read_until(self, stop, database, steps):
        """Reads again and again; a figure that is no whole number of imports is bad."""
        while not stop.is_set():
            result = self.product.run("imports", "--json", database=database)
            self.counts["reads"] += 1
            if result.returncode != 0:
                self.bad(f"a reader got status {result.returncode}: {result.stderr}"[:300])
                continue
            counted = sum(json.loads(line)["lines"]["counted"] for line in result.stdout.splitlines() if line)
            if counted % steps:
                self.bad(f"a reader saw {counted} lines")

    def together(self, files):
        """Imports files at the same time beside a reader; the database and the states."""
        database, stop = self.fresh(), threading.Event()
        reader = threading.Thread(target=self.read_until, args=(stop, database, LINES))
        reader.start()
        processes = [self.start(database, file) for file in files]
        states = [self.finish(process, database, file) for process, file in zip(processes, files)]
        stop.set()
        reader.join()
        if not self.product.verifies(database):
            self.bad("verify finds damage")
        return database, states

    def importers(self, crowds):
        for count in crowds:
            database, states = self.together([self.files[0]] * count)
            if sorted(states, key=str) != ["already-imported"] * (count - 1) + ["imported"]:
                self.bad(f"the same file, {count} at once: {states}")
            self.check(database, 2)
            database, states = self.together(self.files[:count])
            if states != ["imported"] * count:
                self.bad(f"different files, {count} at once: {states}")
            self.check(database, 1 + count)
        self.counts["rounds"] += 1

    def check(self, database, imports):
        connection = sqlite3.connect(database)
        lines = connection.execute("SELECT sum(lines) FROM page").fetchone()[0]
        connection.close()
        if lines != imports * LINES:
            self.bad(f"{lines} lines are stored, not {imports * LINES}")

    def backup(self):
        database, copy = self.fresh(), self.folder + "/copy.db"
        processes = [(file, self.start(database, file)) for file in self.files[:3]]
        while any(process.poll() is None for _, process in processes):
            subprocess.run(["rm", "-f", copy], check=True)
            result = self.product.run("backup", copy, database=database)
            self.counts["backups"] += 1
            if result.returncode != 0:
                self.bad(f"backup ended with {result.returncode}: {result.stdout}{result.stderr}"[:300])
                continue
            connection = sqlite3.connect(copy)
            lines = connection.execute("SELECT sum(lines) FROM page").fetchone()[0]
            connection.close()
            if lines % LINES or not self.product.verifies(copy):
                self.bad(f"a backup holds {lines} lines, or does not verify")
        for file, process in processes:
            self.finish(process, database, file)
        self.counts["rounds"] += 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mode", choices=["importers", "backup"])
    parser.add_argument("--program", required=True)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--crowds", type=int, nargs="*", default=[2, 4, 8])
    asked = parser.parse_args()
    folder = bench.scratch_folder()
    try:
        crowd = Crowd(asked.program, folder)
        for _ in range(asked.rounds):
            if asked.mode == "importers":
                crowd.importers(asked.crowds)
            else:
                crowd.backup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    bench.report("crowd " + asked.mode, crowd.counts, crowd.notes, crowd.counts["bad"] == 0)
    sys.exit(1 if crowd.counts["bad"] else 0)


if __name__ == "__main__":
    main()
