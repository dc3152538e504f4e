"""Files that stand where the database should: cut, with a page of zeros, of another program, with a view or a trigger that
somebody slipped in, a folder, a pipe.

strangers.py --program FILE [--cases N]

Every command must end by itself with status 5 or 6 and a message, or, where the damage changes nothing that is read,
give the figures of before. N files are cut and twice as many lose a page."""
import argparse
import os
import random
import shutil
import sqlite3
import subprocess
import sys

import bench


class Strangers:
    """The trials, their counts, and what went wrong."""

    def __init__(self, product, folder):
        self.product = product
        self.database = folder + "/stranger.db"
        self.counts = dict(cases=0, refused=0, unchanged=0, bad=0)
        self.notes = []
        with open(product.seed, "rb") as file:
            self.whole = file.read()
        self.figures = {words: self.run(*words) for words in (("verify", "--digest"), ("report", "share"))}

    def run(self, *words):
        if not os.path.exists(self.database):
            shutil.copy(self.product.seed, self.database)
        return self.product.run(*words, database=self.database)

    def clear(self):
        for end in ("", "-wal", "-shm", "-journal"):
            path = self.database + end
            if os.path.isdir(path):
                os.rmdir(path)
            elif os.path.lexists(path):
                os.remove(path)

    def bytes_case(self, data, label, must_refuse=False):
        self.clear()
        with open(self.database, "wb") as file:
            file.write(data)
        self.judge(label, must_refuse)

    def judge(self, label, must_refuse=False):
        """Verify must find what it cannot vouch for; where it finds nothing, the figures must be those of before."""
        self.counts["cases"] += 1
        try:
            results = {words: self.run(*words) for words in self.figures}
        except subprocess.TimeoutExpired:
            self.bad(label, "hangs")
            return
        for words, result in results.items():
            if result.returncode < 0 or result.returncode not in (0, 3, 5, 6):
                self.bad(label, f"{words}: status {result.returncode} {result.stderr[:200]}")
                return
        verified = results["verify", "--digest"]
        if verified.returncode != 0:
            self.counts["refused"] += 1
        elif must_refuse:
            self.bad(label, "was not refused")
        elif any(result.stdout != self.figures[words].stdout for words, result in results.items()):
            self.bad(label, "other figures, and verify finds nothing")
        else:
            self.counts["unchanged"] += 1

    def bad(self, label, what):
        self.counts["bad"] += 1
        self.notes.append(f"{label}: {what}")

    def statement(self, sql):
        self.clear()
        shutil.copy(self.product.seed, self.database)
        connection = sqlite3.connect(self.database)
        connection.executescript(sql)
        connection.close()
        self.judge(sql, must_refuse=True)

    def all(self, chance, cases):
        size = len(self.whole)
        for _ in range(cases):
            cut = chance.randrange(1, size)
            self.bytes_case(self.whole[:cut], f"cut at {cut}", must_refuse=True)
        for _ in range(cases * 2):
            page = chance.randrange(size // 4096) * 4096
            self.bytes_case(self.whole[:page] + bytes(4096) + self.whole[page + 4096:], f"no page at {page}")
        self.bytes_case(b"This is a letter and no database.\n" * 300, "a letter", must_refuse=True)
        self.bytes_case(b"PK\3\4" + self.whole[4:], "another header", must_refuse=True)
        self.statement("DROP VIEW stores; CREATE VIEW stores AS SELECT 1 AS id, 'x' AS name")
        self.statement("CREATE VIEW pages AS SELECT load_extension('x')")
        self.statement("CREATE TRIGGER page_ai AFTER INSERT ON import BEGIN DELETE FROM page; END")
        self.statement("ALTER TABLE page RENAME TO old; CREATE VIEW page AS SELECT * FROM old WHERE store_id = 2")
        self.statement("PRAGMA application_id = 7")
        self.statement("DELETE FROM seal WHERE kind = 'stores'")
        self.statement("CREATE TABLE next (id INTEGER); INSERT INTO grdb_migrations VALUES ('99')")
        self.clear()
        os.mkdir(self.database)
        self.judge("a folder", must_refuse=True)
        self.clear()
        os.mkfifo(self.database)
        self.judge("a pipe", must_refuse=True)
        self.clear()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--cases", type=int, default=5)
    asked = parser.parse_args()
    folder = bench.scratch_folder()
    try:
        strangers = Strangers(bench.Product(asked.program, folder, 3000), folder)
        strangers.all(random.Random(3), asked.cases)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    bench.report("strangers", strangers.counts, strangers.notes, strangers.counts["bad"] == 0)
    sys.exit(1 if strangers.counts["bad"] else 0)


if __name__ == "__main__":
    main()
