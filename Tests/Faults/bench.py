"""What every trial shares: a scratch folder with a workspace in a known state, one import on trial, and the judge of what
a fault left behind.

The judge knows two states, BEFORE and AFTER, as digests of every table. Whatever happens to the import, the database must
hold one of them; the same import run again must end in AFTER; and an import that said it was done must have left AFTER.
An upgrade has a third state, BETWEEN: upgraded, and the tables for SQL not made anew yet."""
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile

import make_data

CLOCK = "2026-04-02T00:00:00Z"


def scratch_folder():
    memory = "/dev/shm"
    return tempfile.mkdtemp(prefix="commonspend-trial-", dir=memory if os.access(memory, os.W_OK) else None)


def content(database):
    """A digest of the schema and all rows, or `empty`, or `damaged: …`."""
    if not os.path.exists(database) or os.path.getsize(database) == 0 and not os.path.exists(database + "-wal"):
        return "empty"
    connection = sqlite3.connect(database, timeout=5)
    try:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check(3)")]
        if found != ["ok"]:
            return "damaged: " + str(found)[:100]
        schema = connection.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name").fetchall()
        digest, rows = hashlib.sha256(repr(schema).encode()), 0
        for kind, name, _ in schema:
            if kind != "table":
                continue
            lines = sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"')))
            if name != "grdb_migrations":
                rows += len(lines)
            digest.update(("\n".join([name] + lines) + "\n").encode())
        return "empty" if rows == 0 else digest.hexdigest()[:16]
    except sqlite3.DatabaseError as error:
        return "damaged: " + str(error)[:100]
    finally:
        connection.close()


class Product:
    """The program on trial: a workspace with one import done, and an export that comes next."""

    # What it prints when an import is done, and after the commit.
    done = "imported as"

    def __init__(self, program, folder, lines):
        self.program = os.path.abspath(program)
        self.folder = folder
        self.workspace = folder + "/coop"
        self.seed = folder + "/seed.db"
        self.next_export = folder + "/next.csv"
        self.run("init", self.workspace, "--currency", "USD", database=None).check_returncode()
        make_data.write(folder + "/first.csv", lines)
        # A few lines are rejected, and the first receipts repeat those of the first export.
        make_data.write(self.next_export, lines, seed=2, first_receipt=lines, rejected=lines // 200)
        with open(folder + "/first.csv") as first, open(self.next_export, "a") as following:
            following.writelines(first.readlines()[1:20])
        self.run("import", folder + "/first.csv", database=self.seed).check_returncode()

    def command(self, *words, database):
        options = [] if database is None else ["--workspace", self.workspace, "--database", database]
        clock = ["--now", CLOCK] if words[0] in ("import", "sync") else []
        return [self.program, *words, *options, *clock]

    def run(self, *words, database, before=(), **options):
        return subprocess.run(
            [*before, *self.command(*words, database=database)], capture_output=True, text=True, errors="replace",
            timeout=120, **options)

    def import_command(self, database):
        return self.command("import", self.next_export, database=database)

    def between(self, database):
        """The state between two transactions, made in a copy of the seed; None where there is one transaction."""
        return None

    def verifies(self, database):
        """Whether the program's own `verify` finds nothing."""
        return self.run("verify", database=database).returncode == 0


class Upgrade(Product):
    """The upgrade of a database of an earlier version in the place of the import: a batch run without new exports."""

    done = '{"status":0,'

    def __init__(self, program, folder, old):
        super().__init__(program, folder, 100)
        self.seed = old

    def import_command(self, database):
        return self.command("sync", database=database)

    def between(self, database):
        self.run("import", self.next_export, "--dry-run", database=database).check_returncode()
        return content(database)


class Judge:
    """Counts what faults left behind."""

    KINDS = ("damaged", "partial", "lost_after_done", "again_bad", "missed")

    def __init__(self, product):
        self.product = product
        self.counts = dict(cases=0, before=0, between=0, after=0, **{kind: 0 for kind in self.KINDS})
        self.notes = []
        database = self.fresh()
        self.before = content(database)
        done = self.attempt(database)
        self.after = content(database)
        self.between = product.between(self.fresh())
        if not self.said_done(done) or self.after == self.before or self.after.startswith("damaged"):
            raise SystemExit(f"the import on trial does not work: {done.returncode} {done.stdout}{done.stderr}")

    def fresh(self, name="case"):
        """A folder with a copy of the seed; the path of its database."""
        folder = f"{self.product.folder}/{name}"
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        if self.product.seed:
            shutil.copy(self.product.seed, folder + "/t.db")
        return folder + "/t.db"

    def attempt(self, database, before=()):
        return subprocess.run(
            [*before, *self.product.import_command(database)], capture_output=True, text=True, errors="replace",
            timeout=120)

    def said_done(self, result):
        return result.returncode in (0, 1) and self.product.done in result.stdout

    def bad(self, kind, label, what):
        self.counts[kind] += 1
        self.notes.append(f"{label}: {kind}, {what}")

    def take(self, database, said_done, label, again=True):
        """Judges one case."""
        state = content(database)
        self.counts["cases"] += 1
        if state == self.before:
            self.counts["before"] += 1
        elif state == self.between:
            self.counts["between"] += 1
        elif state == self.after:
            self.counts["after"] += 1
        else:
            self.bad("damaged" if state.startswith("damaged") else "partial", label, state)
        if said_done and state != self.after:
            self.bad("lost_after_done", label, state)
        if again:
            result = self.attempt(database)
            if result.returncode not in (0, 1) or content(database) != self.after or not self.product.verifies(database):
                self.bad("again_bad", label, f"status {result.returncode}: {result.stdout}{result.stderr}"[:200])

    @property
    def is_clean(self):
        return not any(self.counts[kind] for kind in self.KINDS)


def report(mode, counts, notes, is_good):
    """One line a mode; the first notes on what was bad below it."""
    print(f"{'ok ' if is_good else 'BAD'} {mode:<20} {json.dumps(counts)}", flush=True)
    for note in notes[:12]:
        print(f"      {note}", flush=True)
