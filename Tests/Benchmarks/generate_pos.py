#!/usr/bin/env python3
"""Writes synthetic exports for measurements, the same bytes for the same arguments. Needs numpy.

  generate_pos.py --out DIR --lines 10000000 [--jobs 2] [--crlf] [--newlines]   -> DIR/pos_10M.csv + products/suppliers/ratings
  generate_pos.py --out DIR --day 2026-01-01 --lines 100000 --overlap-from DIR/pos_10M.csv  -> DIR/day_*.csv (5% re-exported old receipts)

POS columns: store,register,receipt,line,timestamp,upc,description,department,quantity,unit_price,discount,amount,member_no
Order: by day, inside a day by store, inside a store by time of the receipt (registers interleave per receipt).
~0.1% of the receipts of a day are re-exported verbatim at the start of the next day's batch of the store (duplicates to drop).
"""
import argparse, os, sys, multiprocessing as mp, datetime as dt
import numpy as np

STORES = 5; CATALOG = 30000; PER_STORE = 15000; SUPPLIERS = 420; MEMBERS = 24000
DAY0 = dt.date(2024, 1, 1); DAYS = 731     # 2024-01-01 .. 2025-12-31, 24 months
DEPTS = ["Produce","Bulk","Dairy & Eggs","Grocery","Frozen","Bakery","Meat, Fish & Deli","Wine & Beer","Household","Body Care","Supplements","Prepared Foods"]
ADJ = ["Organic","Local","Whole","Fair Trade","Raw","Roasted","Smoked","Vegan","Gluten-Free","Classic","Sea Salt","Wild","Golden","Farmhouse","Mountain","Valley"]
NOUN = ["Milk","Yogurt","Cheddar","Kale","Carrots","Apples","Coffee","Tea","Granola","Bread","Tofu","Tempeh","Rice","Quinoa","Black Beans","Lentils","Olive Oil","Honey","Chocolate","Soap","Shampoo","Vitamin C","Salsa","Chips","Soup","Pasta","Tomato Sauce","Ice Cream","Burrito","Salmon"]
SIZE = ["12 oz","16 oz","1 lb","32 oz","1 gal","500 g","6 ct","per lb","750 ml","8 fl oz"]

def q(s):  # CSV quoting where needed
    return '"' + s.replace('"', '""') + '"' if ('"' in s or ',' in s or '\n' in s) else s

def upc13(n):  # GTIN-13 with a right check digit
    s = "%012d" % n
    t = sum(int(c) * (3 if i & 1 else 1) for i, c in enumerate(s))
    return s + str((10 - t % 10) % 10)

def catalog(newlines=False):
    r = np.random.default_rng(7)
    prods = []
    base = r.choice(90_000_000, CATALOG, replace=False)
    supplier = (r.zipf(1.35, CATALOG) - 1) % SUPPLIERS
    for i in range(CATALOG):
        plu = i % 29 == 0                                # short produce codes, zero padded to 13
        upc = ("%013d" % (4000 + i)) if plu else upc13(int(base[i]) + 700_000_000)
        a, n, z = ADJ[r.integers(len(ADJ))], NOUN[r.integers(len(NOUN))], SIZE[r.integers(len(SIZE))]
        d = f"{a} {n} {z}"
        x = r.random()
        if x < .075: d = f"{n}, {a}, {z}"
        elif x < .10: d = f'{a} {n} "{NOUN[r.integers(len(NOUN))]}" {z}, pkg'
        elif x < .13: d = f"Crème {n} {a} {z}"
        elif newlines and x < .1305: d = f"{n}\n{a}"
        prods.append((upc, d, DEPTS[r.integers(len(DEPTS))], NOUN.index(n), "Brand %d" % r.integers(900), "S%04d" % supplier[i]))
    price = np.round(np.exp(r.normal(1.5, .7, CATALOG)), 2).clip(.25, 80)
    weighed = r.random(CATALOG) < .12
    return prods, price, weighed

def write_tables(out, newlines):
    prods, _, _ = catalog(newlines)
    with open(f"{out}/products.csv", "w", newline="") as f:
        f.write("code,description,department,category,brand,supplier_id\n")
        for u, d, dep, c, b, s in prods[:CATALOG - 300]:      # 1% unknown products
            f.write(f"{u},{q(d)},{q(dep)},{q(NOUN[c])},{b},{s}\n")
    r = np.random.default_rng(9)
    with open(f"{out}/suppliers.csv", "w") as f:
        f.write("supplier_id,name,legal_form,country\n")
        for i in range(SUPPLIERS):
            f.write(f"S{i:04d},{q('Supplier %d, Inc.' % i if i % 3 else 'Supplier %d Cooperative' % i)},{['llc','coop','corp','farm'][i % 4]},US\n")
    with open(f"{out}/ratings.csv", "w") as f:
        f.write("supplier_id,class,score,valid_from,valid_to,source,recorded_at\n")
        for i in range(SUPPLIERS):
            if r.random() < .15: continue                     # unrated
            d = dt.date(2022, 1, 1) + dt.timedelta(int(r.integers(500)))
            for k in range(int(r.integers(1, 4))):
                c = ["generative", "transitional", "extractive"][int(r.integers(3))]
                f.write(f"S{i:04d},{c},{int(r.integers(101))},{d},,https://example.org/S{i:04d},{d}\n")
                d += dt.timedelta(int(r.integers(60, 420)))

_C = None
def ctx(newlines):
    global _C
    if _C is None:
        prods, price, weighed = catalog(newlines)
        seg = [f"{p[0]},{q(p[1])},{q(p[2])}," for p in prods]
        r = np.random.default_rng(11)
        ranks = 1.0 / (np.arange(PER_STORE) + 8.0) ** 1.0      # Zipf-Mandelbrot
        cdf = np.cumsum(ranks) / ranks.sum()
        assort = [r.permutation(CATALOG)[:PER_STORE] for _ in range(STORES)]
        _C = (seg, price, weighed, cdf, assort)
    return _C

def store_day(day, store, lines, newlines, eol):
    """list of receipts (each a list of text lines) of one store on one day"""
    seg, price, weighed, cdf, assort = ctx(newlines)
    r = np.random.default_rng([13, day, store])
    nb = max(1, int(round(lines / 12)))
    sizes = r.geometric(1 / 12, nb); n = int(sizes.sum())
    rank = np.searchsorted(cdf, r.random(n)); p = assort[store][np.minimum(rank, PER_STORE - 1)]
    up = np.round(price[p] * (1 + .1 * (day // 90) / 8), 2)
    qty = np.where(weighed[p], np.round(r.gamma(2, .6, n) + .02, 3), np.where(r.random(n) < .85, 1.0, r.integers(2, 7, n)))
    qty = np.where(r.random(n) < .01, -qty, qty)              # returns
    cents = np.rint(up * 100).astype(np.int64); mq = np.rint(qty * 1000).astype(np.int64)
    disc = np.where(r.random(n) < .06, np.rint(np.abs(cents * mq) * .1 / 1000), 0).astype(np.int64) * np.sign(mq)
    amt = np.rint(cents * mq / 1000).astype(np.int64) - disc
    sec = np.sort(r.integers(8 * 3600, 21 * 3600, nb)); reg = r.integers(1, 9, nb); mem = np.where(r.random(nb) < .6, r.integers(1, MEMBERS, nb), 0)
    date = (DAY0 + dt.timedelta(day)).isoformat()
    regseq = {}
    p = p.tolist(); mq = mq.tolist(); cents = cents.tolist(); disc = disc.tolist(); amt = amt.tolist()
    out = []; k = 0
    def c2(v): return "%d.%02d" % (v // 100, v % 100) if v >= 0 else "-%d.%02d" % (-v // 100, -v % 100)
    def c3(v): return "%d.%03d" % (v // 1000, v % 1000) if v >= 0 else "-%d.%03d" % (-v // 1000, -v % 1000)
    for b in range(nb):
        g = int(reg[b]); regseq[g] = regseq.get(g, 0) + 1
        t = int(sec[b]); s = int(sizes[b])
        head = f"{store + 1},{g},{day * 1000 % 900000 + regseq[g]:07d},"
        tm = f",{date} {t // 3600:02d}:{t // 60 % 60:02d}:{t % 60:02d},"
        m = str(20000 + int(mem[b])) if mem[b] else ""
        rc = []
        for i in range(1, s + 1):
            rc.append(f"{head}{i}{tm}{seg[p[k]]}{c3(mq[k])},{c2(cents[k])},{c2(disc[k])},{c2(amt[k])},{m}{eol}"); k += 1
        out.append("".join(rc))
    return out

def chunk(a):
    d0, d1, per, newlines, eol, path = a
    with open(path, "w", newline="") as f:
        prev = [store_day(d0 - 1, s, per, newlines, eol) if d0 > 0 else [] for s in range(STORES)]
        for d in range(d0, d1):
            for s in range(STORES):
                f.write("".join(prev[s][i] for i in range(17, len(prev[s]), 1000)))  # re-exported receipts
                cur = store_day(d, s, per, newlines, eol)
                f.write("".join(cur)); prev[s] = cur
    return path

HEAD = "store,register,receipt,line,timestamp,upc,description,department,quantity,unit_price,discount,amount,member_no"
def main():
    a = argparse.ArgumentParser(); a.add_argument("--out", required=True); a.add_argument("--lines", type=int, required=True)
    a.add_argument("--jobs", type=int, default=2); a.add_argument("--crlf", action="store_true"); a.add_argument("--newlines", action="store_true")
    a.add_argument("--day", type=int, help="day number (0 = 2024-01-01; 731 = the day after): one day only, with 5%% of the previous day's receipts again")
    a.add_argument("--prev-lines", type=int, default=10_000_000, help="--lines of the base file, for the overlap")
    o = a.parse_args(); os.makedirs(o.out, exist_ok=True); eol = "\r\n" if o.crlf else "\n"
    if o.day is not None:
        name = f"{o.out}/day_{o.day}.csv"
        with open(name, "w", newline="") as f:
            f.write(HEAD + eol)
            for s in range(STORES):
                f.write("".join(store_day(o.day - 1, s, o.prev_lines / DAYS / STORES, o.newlines, eol)[5::20]))
                f.write("".join(store_day(o.day, s, o.lines / STORES, o.newlines, eol)))
        return print(name)
    write_tables(o.out, o.newlines)
    per = o.lines / DAYS / STORES; J = max(o.jobs * 8, 1); b = [DAYS * i // J for i in range(J + 1)]
    name = f"{o.out}/pos_{o.lines // 1_000_000}M.csv"
    with mp.Pool(o.jobs) as pool, open(name, "wb") as f:
        f.write((HEAD + eol).encode())
        for part in pool.imap(chunk, [(b[i], b[i + 1], per, o.newlines, eol, f"{name}.part{i}") for i in range(J)]):
            with open(part, "rb") as g:
                while x := g.read(1 << 24): f.write(x)
            os.unlink(part)
    print(name)
main()
