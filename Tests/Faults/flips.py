"""Flips single bits of a database file and asks `commonspend verify`: every flip that changes a fact must be found.

flips.py --program FILE [--cases N]

A flip changes a fact where any row of a table of facts reads otherwise than before. What is derived (products, credits,
monthly spend) is made again from the facts, so it is counted apart. No flip may crash or hang the program."""
import argparse
import os
import random
import shutil
import sqlite3
import subprocess
import sys

import bench

DERIVED = {
    "derived", "product", "credit", "monthly_place", "monthly_cell", "monthly_sum", "grdb_migrations", "sqlite_sequence"}


def rows(database):
    """The rows of each table, or None where SQLite cannot read them."""
    connection = sqlite3.connect(f"file:{database}?immutable=1", uri=True)
    connection.text_factory = bytes
    try:
        names = [name.decode() for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"'))) for name in sorted(names)}
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return None
    finally:
        connection.close()


def difference(before, after):
    """`fact`, `derived` or nothing; with the tables concerned."""
    if after is None:
        return "fact", ["unreadable"]
    tables = [name for name in before.keys() | after.keys() if before.get(name) != after.get(name)]
    if any(name not in DERIVED for name in tables):
        return "fact", tables
    return ("derived" if tables else "nothing"), tables


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--cases", type=int, default=20)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    folder = bench.scratch_folder()
    counts = dict(cases=0, found=0, nothing=0, derived_found=0, derived_missed=0, fact_missed=0, crashed=0)
    notes = []
    try:
        product = bench.Product(asked.program, folder, 3000)
        database = folder + "/flip.db"
        shutil.copy(product.seed, database)
        subprocess.run(product.import_command(database), capture_output=True, check=False)
        with open(database, "rb") as file:
            whole = file.read()
        before = rows(database)
        for _ in range(asked.cases):
            place, bit = chance.randrange(len(whole)), chance.randrange(8)
            with open(database, "wb") as file:
                file.write(whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1:])
            counts["cases"] += 1
            kind, tables = difference(before, rows(database))
            try:
                status = product.run("verify", database=database).returncode
            except subprocess.TimeoutExpired:
                status = -1
            for end in ("-wal", "-shm"):
                if os.path.exists(database + end):
                    os.remove(database + end)
            if status < 0 or status > 6:
                counts["crashed"] += 1
                notes.append(f"byte {place} bit {bit}: status {status}")
            elif kind == "derived":
                counts["derived_found" if status else "derived_missed"] += 1
            elif kind == "fact" and status == 0:
                counts["fact_missed"] += 1
                notes.append(f"byte {place} bit {bit}: {', '.join(sorted(tables))}")
            else:
                counts["found" if status else "nothing"] += 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    is_good = counts["fact_missed"] == 0 and counts["crashed"] == 0
    bench.report("flips", counts, notes, is_good)
    sys.exit(0 if is_good else 1)


if __name__ == "__main__":
    main()
