"""Files that a person edits, changed at random: configuration, tables, a format, a method, a disclosure, an export. Every
command must end by itself with a status of the contract: no crash, no hang, and no import of what it says it refused.

mutants.py --program FILE [--cases N] [--seed N]

The readers of exports are fuzzed from inside, too: Tests/Fuzz."""
import argparse
import os
import random
import re
import shutil
import subprocess
import sys

import bench
import make_data

HERE = os.path.dirname(os.path.abspath(__file__))
CATALOGUE = HERE + "/../../Sources/Catalogue"
DISCLOSURE = """disclosure: 1
company: Hill Dairy
published: 2026-03-01
maximumWage: { definition: Four times the lowest, ratio: 4, actualRatio: 3.2, link: "https://hill.example/wages" }
openAccounts: { date: 2025-12-31, link: "https://hill.example/accounts" }
"""
RATINGS = """supplier_id,class,criterion,met,valid_from,valid_to,score,level,source,publisher,document_date,recorded_at
S1,generative,,,2026-01-01,,80,,report,hill,2026-01-01,2026-01-02
S2,,open-accounting,yes,2026-01-01,2027-01-01,,1,accounts,mill,2026-01-01,2026-01-02
"""
PRODUCTS = "code,supplier_id,description,department,cost,valid_from,valid_to\n4000,S1,Apples,FRUIT,1.00,2026-01-01,\n"
SUPPLIERS = "supplier_id,name,aliases,kind,parent_id\nS1,Hill,Hills|Hill Ltd,producer,\nS2,Mill,,producer,S1\n"
CONFIGURATION = """name: Mutants
currency: USD
locale: en-US
minimumCoverage: 67%
scope: { excludeDepartments: [ GIFT CARDS ], excludeCodes: [ "9*" ] }
targets:
  - { name: Board, share: 30%, by: 2027-12-31, from: { period: 2025, share: 18% }, measure: trailing-12 }
reports:
  - { report: share, output: csv, file: reports/share.csv }
"""
PIECES = [
    b"", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b"'", b",", b";", b"\t", b"\n", b"\r\n", b"{", b"}", b"[", b"]", b":",
    b"- ", b"&a", b"*a", b"<<: *a", b"!!binary ", b"|", b">", b"#", b"%", b"9223372036854775807", b"-9223372036854775808",
    b"9223372036854775808", b"1e400", b"0x10", b"NaN", b"2026-02-30", b"0000-00-00", b"9999-12-31", b"\xe2\x80\xae", b"A" * 3000,
    b"100%", b"0.000001%", b"null", b"~", b"yes",
]


def mutated(data, chance):
    data = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 3, 8])):
        place = chance.randrange(len(data) + 1)
        length = chance.choice([0, 1, 2, 5, 40])
        kind = chance.randrange(5)
        if kind == 0:
            data[place:place + length] = chance.choice(PIECES)
        elif kind == 1 and place < len(data):
            data[place] ^= 1 << chance.randrange(8)
        elif kind == 2:
            other = chance.randrange(len(data) + 1)
            data[place:place] = data[other:other + length]
        elif kind == 3:
            del data[place:place + length]
        else:
            lines = bytes(data).split(b"\n")
            chance.shuffle(lines)
            data = bytearray(b"\n".join(lines))
    return bytes(data)


class Mutants:
    """A workspace in which one file at a time is changed."""

    def __init__(self, product):
        self.product, self.workspace = product, product.workspace
        self.counts = dict(cases=0, runs=0, accepted=0, refused=0, bad=0)
        self.notes = []
        make_data.write(self.workspace + "/export.csv", 30)
        first = {"commonspend.yaml": CONFIGURATION, "ratings.csv": RATINGS, "products.csv": PRODUCTS,
                 "suppliers.csv": SUPPLIERS, "disclosure.yaml": DISCLOSURE}
        self.files = {name: text.encode() for name, text in first.items()}
        for kind, name in (("Formats", "formats"), ("Methods", "methods"), ("Reports", "reports")):
            os.makedirs(f"{self.workspace}/catalogue/{name}", exist_ok=True)
            found = sorted(file for file in os.listdir(f"{CATALOGUE}/{kind}") if file.endswith(".yaml"))
            for file in found[:4]:
                with open(f"{CATALOGUE}/{kind}/{file}", "rb") as source:
                    # An id is unique: the built-in one stays, this one is the co-op's own.
                    self.files[f"catalogue/{name}/{file}"] = re.sub(rb"(?m)^id: ", b"id: own-", source.read())
        with open(self.workspace + "/export.csv", "rb") as source:
            self.files["export.csv"] = source.read()
        for name, data in self.files.items():
            self.write(name, data)
        for name, data in self.files.items():
            for words in self.commands(name):
                self.run(name, words, data)
        if self.counts["refused"] or self.counts["bad"]:
            raise SystemExit(f"the files are refused unchanged: {self.counts} {self.notes}")

    def write(self, name, data):
        with open(f"{self.workspace}/{name}", "wb") as file:
            file.write(data)

    def commands(self, name):
        export = self.workspace + "/export.csv"
        if name == "disclosure.yaml":
            return [["disclosure", "check", self.workspace + "/" + name]]
        if name == "export.csv":
            return [["inspect", export], ["import", export, "--dry-run", "--json"]]
        return [["check"], ["report", "share"], ["import", export, "--dry-run", "--json"]]

    def one(self, chance):
        # Formats and the rest in equal parts: there are many catalogue files.
        kind = chance.choice(["export.csv", "commonspend.yaml", "ratings.csv", "products.csv", "suppliers.csv",
                              "disclosure.yaml", "catalogue/formats", "catalogue/methods", "catalogue/reports"])
        name = chance.choice([name for name in self.files if name.startswith(kind)])
        data = mutated(self.files[name], chance)
        self.write(name, data)
        self.counts["cases"] += 1
        for words in self.commands(name):
            self.run(name, words, data)
        self.write(name, self.files[name])

    def run(self, name, words, data):
        self.counts["runs"] += 1
        bare = words[0] == "disclosure" or words[0] == "inspect"
        try:
            result = subprocess.run(
                self.product.command(*words, database=None) + ([] if bare else ["--workspace", self.workspace]),
                capture_output=True, timeout=20, check=False, cwd=self.workspace)
            status = result.returncode
        except subprocess.TimeoutExpired:
            status = "a hang"
        if status in (0, 1, 3):
            self.counts["refused" if status == 3 else "accepted"] += 1
            return
        self.counts["bad"] += 1
        kept = os.path.join(os.path.dirname(self.workspace), "..", f"mutant-{self.counts['bad']}-{os.path.basename(name)}")
        with open(kept, "wb") as file:
            file.write(data)
        self.notes.append(f"{' '.join(words[:2])} with {name} ended with {status}; kept as {os.path.realpath(kept)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--cases", type=int, default=100)
    parser.add_argument("--seed", type=int, default=3)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    folder = bench.scratch_folder()
    try:
        mutants = Mutants(bench.Product(asked.program, folder, 30))
        for _ in range(asked.cases):
            mutants.one(chance)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    bench.report("mutants", mutants.counts, mutants.notes, mutants.counts["bad"] == 0)
    sys.exit(1 if mutants.counts["bad"] else 0)


if __name__ == "__main__":
    main()
