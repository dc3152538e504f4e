"""Makes exports for the trials: always the same bytes for the same arguments, no real sales.

`python3 make_data.py FILE LINES [SEED]` writes one export."""
import random
import sys

HEADER = "Date,Store,Register,Receipt,Line,Barcode,Product,Quantity,Amount\n"
DAYS = 28


def export(lines, seed=1, first_receipt=0, rejected=0):
    """The text of an export: receipts of 1 to 9 lines in March 2026, the last `rejected` lines without an amount."""
    chance = random.Random(seed)
    rows, receipt, left = [], first_receipt, 0
    for number in range(lines):
        if left == 0:
            receipt += 1
            left = total = chance.randint(1, 9)
            day = 1 + receipt * DAYS // (first_receipt + lines // 5 + 1) % DAYS
        amount = "none" if number >= lines - rejected else "%d.%02d" % (chance.randint(0, 9), chance.randint(0, 99))
        rows.append(
            f"2026-03-{day:02d},1,2,{receipt},{total - left + 1},{chance.randint(4000, 4200)},P{seed},1,{amount}\n")
        left -= 1
    return HEADER + "".join(rows)


def write(path, lines, **shape):
    with open(path, "w") as file:
        file.write(export(lines, **shape))


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]), seed=int(sys.argv[3]) if len(sys.argv) > 3 else 1)
