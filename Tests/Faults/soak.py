"""Import, report, undo, backup and kill in any order, for a long time, with a check after every step.

soak.py --program FILE [--cases N] [--seed N]

Each step must leave the lines of whole imports; `verify` must hold; the largest memory of the last tenth of the steps must
not be more than that of the first."""
import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time

import bench
import make_data

LINES = 500
EXPORTS = 12


class Soak:
    """One database that is used again and again."""

    def __init__(self, product, folder, chance):
        self.product, self.folder, self.chance = product, folder, chance
        self.database = folder + "/soak.db"
        shutil.copy(product.seed, self.database)
        self.exports = [f"{folder}/soak-{number}.csv" for number in range(EXPORTS)]
        for number, path in enumerate(self.exports):
            make_data.write(path, LINES, seed=number + 3, first_receipt=(number + 2) * LINES)
        self.counts = dict(cases=0, killed=0, imports=0, undone=0, reports=0, backups=0, verified=0, bad=0)
        self.memory, self.notes = [], []

    def bad(self, what):
        self.counts["bad"] += 1
        self.notes.append(f"step {self.counts['cases']}: {what}"[:300])

    def run(self, *words, kill=False):
        """Status and standard output; a killed run has none."""
        process = subprocess.Popen(
            self.product.command(*words, database=self.database), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if kill:
            time.sleep(self.chance.uniform(0, 0.06))
            # Not through the process object, which would take the end of a process that is done, and its figures.
            os.kill(process.pid, signal.SIGKILL)
        printed = process.stdout.read().decode(errors="replace")
        _, code, usage = os.wait4(process.pid, 0)
        self.memory.append(usage.ru_maxrss)
        process.returncode = os.waitstatus_to_exitcode(code)
        return process.returncode, printed

    def live(self):
        status, printed = self.run("imports", "--json")
        if status != 0:
            self.bad(f"imports ended with {status}: {printed}")
            return []
        entries = [json.loads(line) for line in printed.splitlines()]
        return [entry for entry in entries if entry["state"] == "imported"]

    def step(self):
        self.counts["cases"] += 1
        kind = self.chance.choice(["import"] * 4 + ["undo"] * 3 + ["report", "backup"])
        kill = self.chance.random() < 0.3
        self.counts["killed"] += kill
        if kind == "import":
            status, printed = self.run("import", self.chance.choice(self.exports), kill=kill)
            good, self.counts["imports"] = status == 0, self.counts["imports"] + 1
        elif kind == "undo":
            live = self.live()
            if not live:
                return
            status, printed = self.run("imports", "undo", str(self.chance.choice(live)["import"]), kill=kill)
            good, self.counts["undone"] = status == 0, self.counts["undone"] + 1
        elif kind == "report":
            status, printed = self.run("report", "share", kill=kill)
            good, self.counts["reports"] = status == 0, self.counts["reports"] + 1
        else:
            copy = self.folder + "/copy.db"
            for end in ("", ".part"):
                if os.path.exists(copy + end):
                    os.remove(copy + end)
            status, printed = self.run("backup", copy, kill=kill)
            good, self.counts["backups"] = status == 0, self.counts["backups"] + 1
        if not good and not (kill and status == -9):
            self.bad(f"{kind} ended with {status}: {printed}")
        counted = sum(entry["lines"]["counted"] for entry in self.live())
        if counted % LINES:
            self.bad(f"after {kind}: {counted} lines")
        status, printed = self.run("verify")
        self.counts["verified"] += 1
        if status != 0:
            self.bad(f"verify after {kind}: {printed}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--cases", type=int, default=30)
    parser.add_argument("--seed", type=int, default=5)
    asked = parser.parse_args()
    folder = bench.scratch_folder()
    try:
        soak = Soak(bench.Product(asked.program, folder, LINES), folder, random.Random(asked.seed))
        for _ in range(asked.cases):
            soak.step()
        soak.counts["kB"] = [os.path.getsize(soak.database) // 1024]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    tenth = max(20, len(soak.memory) // 10)
    first, last = max(soak.memory[:tenth]), max(soak.memory[-tenth:])
    soak.counts["most_kB_first_last"] = [first, last]
    if last > first * 5 // 4:
        soak.bad(f"memory grew from {first} to {last} kB")
    bench.report("soak", soak.counts, soak.notes, soak.counts["bad"] == 0)
    sys.exit(1 if soak.counts["bad"] else 0)


if __name__ == "__main__":
    main()
