"""Faults of the process and the disk while an export is imported. See docs/reliability.md.

faults.py MODE --program FILE [--cases N] [--lines N] [--loose] [--upgrade DATABASE]

kill-random    kill -9 at random moments
kill-syscall   kill -9 at the n-th write, sync, truncation or deletion
eio-fsync      the n-th sync fails with EIO
enospc-write   the disk is full from the n-th write on
fsize          the process may not write files larger than a random limit
powerloss      the machine stops at a random moment: writes that were not synced are lost, cut or reordered;
               --loose: creations and deletions of files that were not synced are lost too
control        the same as powerloss with a toy importer that does not sync: it MUST show damage, or the harness is blind

--upgrade DATABASE: the upgrade of a database of an earlier version in the place of an import.

Every n where there are at most N, else N of them. Needs strace."""
import argparse
import collections
import os
import random
import re
import shutil
import subprocess
import sys
import time

import bench
import powerloss
import toy

CALLS = {
    "kill-syscall": "pwrite64,fdatasync,fsync,ftruncate,unlink",
    "eio-fsync": "fdatasync,fsync",
    "enospc-write": "pwrite64",
}
FAULTS = {
    "kill-syscall": "signal=SIGKILL:when={n}",
    "eio-fsync": "error=EIO:when={n}",
    "enospc-write": "error=ENOSPC:when={n}+",
}


def kill_random(judge, chance, cases):
    database = judge.fresh()
    start = time.monotonic()
    judge.attempt(database)
    usual = time.monotonic() - start
    for number in range(cases):
        database = judge.fresh()
        process = subprocess.Popen(
            judge.product.import_command(database), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        time.sleep(chance.uniform(0, usual * 1.05))
        process.kill()
        printed = process.stdout.read()
        process.wait()
        judge.take(database, judge.product.done in printed, f"kill {number}")


def fault_points(judge, calls):
    """Every call of an import as its name and its number among the calls of that name. strace counts each name apart, and
    each thread; the busiest thread is the one that writes."""
    log = judge.product.folder + "/calls.log"
    judge.attempt(judge.fresh(), before=("strace", "-f", "-qq", "-e", "trace=" + calls, "-o", log))
    counts = collections.defaultdict(collections.Counter)
    with open(log, errors="replace") as lines:
        for line in lines:
            call = re.match(r"(\d+)\s+(\w+)\(", line)
            if call:
                counts[call[2]][call[1]] += 1
    return [(name, number) for name in calls.split(",") if name in counts
            for number in range(1, max(counts[name].values()) + 1)]


def inject(judge, chance, cases, mode):
    points = fault_points(judge, CALLS[mode])
    judge.counts["points"] = len(points)
    if len(points) > cases:
        points = sorted(chance.sample(points, cases))
    log = judge.product.folder + "/fault.log"
    for call, number in points:
        database = judge.fresh()
        result = judge.attempt(
            database,
            before=("strace", "-f", "-qq", "-y", "-s", "300", "-o", log, "-e", f"trace=write,pwrite64,{call}", "-e",
                    f"inject={call}:" + FAULTS[mode].format(n=number)))
        label = f"{mode} {call} {number}"
        if not was_reached(mode, result, log):
            judge.bad("missed", label, f"status {result.returncode}")
        if mode == "eio-fsync":
            check_silence(judge, log, label)
        judge.take(database, judge.said_done(result), label)


def was_reached(mode, result, log):
    if mode == "kill-syscall":
        return result.returncode == -9
    with open(log, errors="replace") as lines:
        return any("(INJECTED)" in line for line in lines)


def check_silence(judge, log, label):
    """No import may say that it is done after the sync of its own commit failed. A log that was synced already is synced
    again before it is folded into the database: that may fail without a loss."""
    failed, is_written = False, False
    with open(log, errors="replace") as lines:
        for line in lines:
            if "-wal>" in line:
                is_sync = "sync(" in line
                failed = failed or (is_sync and is_written and "(INJECTED)" in line)
                is_written = not is_sync if "pwrite64(" in line or is_sync else is_written
            if failed and " write(1<" in line and escaped(judge.product.done) in line:
                judge.bad("lost_after_done", label, "said done after a failed sync")


def escaped(text):
    """As strace prints it."""
    return text.replace('"', '\\"')


def file_size(judge, chance, cases):
    database = judge.fresh()
    judge.attempt(database)
    folder = os.path.dirname(database)
    largest = max(os.path.getsize(f"{folder}/{name}") for name in os.listdir(folder))
    for _ in range(cases):
        limit = chance.randrange(512, largest * 11 // 10)
        database = judge.fresh()
        result = judge.attempt(database, before=("prlimit", f"--fsize={limit}"))
        judge.take(database, judge.said_done(result), f"fsize {limit}")


def power_loss(judge, chance, cases, loose):
    trace = powerloss.Trace.of(judge)
    judge.counts["operations"] = len(trace.operations)
    database = judge.fresh()
    folder = os.path.dirname(database)
    for number in range(cases):
        point = trace.crash_point(chance)
        files, said_done = trace.state(point, chance, loose)
        shutil.rmtree(folder)
        os.makedirs(folder)
        for name, data in files.items():
            if not name.endswith("-shm"):
                with open(f"{folder}/{name}", "wb") as file:
                    file.write(data)
        judge.take(database, said_done, f"power {point} of {len(trace.operations)}", again=number % 10 == 0)


def subject(asked, folder):
    if asked.mode == "control":
        return toy.Toy(folder)
    if asked.upgrade:
        return bench.Upgrade(asked.program, folder, os.path.abspath(asked.upgrade))
    return bench.Product(asked.program, folder, asked.lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mode", choices=["kill-random", *CALLS, "fsize", "powerloss", "control"])
    parser.add_argument("--program", required=True)
    parser.add_argument("--cases", type=int, default=20)
    parser.add_argument("--lines", type=int, default=3000)
    parser.add_argument("--loose", action="store_true")
    parser.add_argument("--upgrade", metavar="DATABASE")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    folder = bench.scratch_folder()
    try:
        is_control = asked.mode == "control"
        product = subject(asked, folder)
        judge = bench.Judge(product)
        if asked.mode == "kill-random":
            kill_random(judge, chance, asked.cases)
        elif asked.mode in CALLS:
            inject(judge, chance, asked.cases, asked.mode)
        elif asked.mode == "fsize":
            file_size(judge, chance, asked.cases)
        else:
            power_loss(judge, chance, asked.cases, asked.loose)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    # Three in ten at least: that is what losing unsynced writes does to a database that never syncs.
    is_good = judge.counts["damaged"] * 10 >= asked.cases * 3 if is_control else judge.is_clean
    mode = asked.mode + (" loose" if asked.loose else "") + (" upgrade" if asked.upgrade else "")
    bench.report(mode, judge.counts, [] if is_good and is_control else judge.notes, is_good)
    sys.exit(0 if is_good else 1)


if __name__ == "__main__":
    main()
