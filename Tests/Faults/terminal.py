"""The progress bar of an import: on a terminal it says how far, how fast and how long still, and is gone in the end; into
a pipe it draws nothing.

terminal.py --program FILE [--lines N]"""
import argparse
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import threading
import time

import bench
import make_data

BAR = re.compile(r"\r\S*long\.csv [█░]{10} \d+ %, [\d,]+ lines/s, \d+ (s|min \d+ s) left\x1b\[K")


def hold(process, usual):
    """Stops a process some eighty times on its way, until it has ended."""
    try:
        while True:
            time.sleep(usual / 80)
            os.kill(process, signal.SIGSTOP)
            time.sleep(0.1)
            os.kill(process, signal.SIGCONT)
    except ProcessLookupError:
        pass


def on_terminal(command, usual):
    """What a program prints to a terminal, and its status. It is held again and again: the bar is drawn for work that takes
    longer than a second, and a fast machine must draw it too."""
    process, terminal = pty.fork()
    if process == 0:
        os.execv(command[0], command)
    slow = threading.Thread(target=hold, args=(process, usual), daemon=True)
    slow.start()
    printed = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        if not part:
            break
        printed += part
    return printed.decode(), os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--lines", type=int, default=200_000)
    asked = parser.parse_args()
    folder = bench.scratch_folder()
    counts, notes = dict(cases=0, bars=0, bad=0), []
    try:
        product = bench.Product(asked.program, folder, 100)
        export = folder + "/long.csv"
        make_data.write(export, asked.lines, first_receipt=1000)
        command = product.command("import", export, "--dry-run", database=folder + "/terminal.db")
        start = time.monotonic()
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        usual = time.monotonic() - start
        counts["cases"] += 1
        if result.returncode != 0 or result.stderr or "\r" in result.stdout:
            notes.append(f"in a pipe: status {result.returncode}, {result.stderr[:200]!r}")
        printed, status = on_terminal(command, usual)
        counts["cases"] += 1
        counts["bars"] = len(BAR.findall(printed))
        if status != 0 or not counts["bars"] or "\r\x1b[K" not in printed:
            notes.append(f"on a terminal: status {status}, {printed[-300:]!r}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    counts["bad"] = len(notes)
    bench.report("terminal", counts, notes, not notes)
    sys.exit(1 if notes else 0)


if __name__ == "__main__":
    main()
