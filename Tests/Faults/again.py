"""The same sales that come again in another shape: renamed, with other line ends, with a byte order mark, in another order, in
overlapping weeks, joined, doubled. The database must hold each sale once, to the cent, and end in one digest; what differs
must be shown as a conflict.

again.py --program FILE"""
import argparse
import csv
import io
import itertools
import json
import os
import random
import shutil
import sys

import bench
import make_data

LINES = 400


def receipts(text):
    """The export's receipts as lists of lines."""
    groups = itertools.groupby(text.splitlines(True)[1:], key=lambda line: (line.split(",")[0], line.split(",")[3]))
    return [list(lines) for _, lines in groups]


def joined(groups):
    return make_data.HEADER + "".join(itertools.chain.from_iterable(groups))


class Again:
    """An export, its shapes, and what imports of them leave behind."""

    def __init__(self, product, folder):
        self.product, self.folder = product, folder
        self.text = make_data.export(LINES, seed=4)
        self.groups = receipts(self.text)
        self.counts, self.notes = dict(cases=0, bad=0), []
        self.whole = self.after(["whole.csv"], [self.text.encode()])[0]

    def after(self, names, contents, options=()):
        """The digest after importing some files in order, with their states; a fresh database each time."""
        database = self.folder + "/again.db"
        if os.path.exists(database):
            os.remove(database)
        states = []
        for name, content in zip(names, contents):
            with open(f"{self.folder}/{name}", "wb") as file:
                file.write(content)
            result = self.product.run("import", f"{self.folder}/{name}", "--json", *options, database=database)
            said = json.loads(result.stdout)
            parts = said["lines"]
            if said["state"] == "imported":
                known = parts["counted"] + parts["excluded"] + parts["duplicate"] + parts["rejected"]
                if parts["read"] != known:
                    self.bad(name, f"{said['lines']} does not balance")
            states.append((said["state"], parts["counted"]))
        return self.product.run("verify", "--digest", database=database).stdout, states

    def bad(self, name, what):
        self.counts["bad"] += 1
        self.notes.append(f"{name}: {what}"[:300])

    def same(self, name, contents, states=None):
        """These files together hold the export's sales, once."""
        self.counts["cases"] += 1
        digest, found = self.after([f"{name}-{number}.csv" for number in range(len(contents))],
                                   [text if isinstance(text, bytes) else text.encode() for text in contents])
        if digest != self.whole or (states and found != states):
            self.bad(name, f"{found}, digest {digest.strip()[:60]}")

    def other(self, name, text, states):
        """After the export comes one that says something else of a receipt."""
        self.counts["cases"] += 1
        digest, found = self.after(["whole.csv", name + ".csv"], [self.text.encode(), text.encode()])
        if digest != self.whole or found[1][0] not in states:
            self.bad(name, f"{found}, digest {digest.strip()[:60]}")

    def shapes(self, chance):
        text, groups, half = self.text, self.groups, len(self.groups) // 2
        first, counted = ("imported", LINES), ("imported", 0)
        self.same("twice", [text, text], [first, ("already-imported", LINES)])
        self.same("line ends", [text, text.replace("\n", "\r\n")], [first, counted])
        self.same("line ends, the other way", [text.replace("\n", "\r\n"), text])
        self.same("byte order mark", [text, "\ufeff" + text], [first, counted])
        self.same("sixteen bits", [text, text.encode("utf-16")], [first, counted])
        self.same("semicolons", [text, text.replace(",", ";")], [first, counted])
        quoted = io.StringIO()
        csv.writer(quoted, quoting=csv.QUOTE_ALL).writerows(csv.reader(io.StringIO(text)))
        self.same("quotes", [text, quoted.getvalue()], [first, counted])
        self.same("no last line end", [text, text.rstrip("\n")], [first, counted])
        for number in range(4):
            shuffled = groups[:]
            chance.shuffle(shuffled)
            self.same(f"receipts in another order {number}", [text, joined(shuffled)], [first, counted])
            self.same(f"only in another order {number}", [joined(shuffled)], [first])
        self.same("lines of a receipt in another order", [text, joined([group[::-1] for group in groups])], [first, counted])
        for number in range(4):
            low, high = sorted(chance.sample(range(1, len(groups)), 2))
            weeks = [joined(groups[:high]), joined(groups[low:])]
            self.same(f"overlapping weeks {number}", weeks)
            self.same(f"overlapping weeks {number}, late ones first", weeks[::-1])
        self.same("two halves and the whole", [joined(groups[:half]), joined(groups[half:]), text])
        self.same("the whole and a half", [text, joined(groups[:half])], [first, counted])
        price = groups[half][0].rsplit(",", 1)
        changed = groups[:half] + [[price[0] + ",99.99\n"] + groups[half][1:]] + groups[half + 1:]
        self.other("one price changed", joined(changed), ("conflict",))
        cells = groups[half][0].split(",")
        more = groups[half] + [",".join(cells[:4] + ["99"] + cells[5:])]
        self.other("one line more", joined(groups[:half] + [more] + groups[half + 1:]), ("conflict",))
        # A numbered line that stands twice in one file was written twice.
        self.other("one line twice", joined(groups[:half] + [groups[half] + groups[half][:1]] + groups[half + 1:]), ("imported",))
        shorter = next(group for group in groups if len(group) > 1)
        self.other("one line fewer", joined([group[1:] if group is shorter else group for group in groups]), ("imported",))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    asked = parser.parse_args()
    folder = bench.scratch_folder()
    try:
        again = Again(bench.Product(asked.program, folder, 30), folder)
        again.shapes(random.Random(11))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    bench.report("again", again.counts, again.notes, again.counts["bad"] == 0)
    sys.exit(1 if again.counts["bad"] else 0)


if __name__ == "__main__":
    main()
