"""Nights of a batch job: two runs at once, files that are being written, vanish or cannot be read, clocks that jump, a machine
that stops between two files, a user with few rights. Run as root: some nights need another user and a small disk.

nights.py --program FILE [--only WORD]"""
import argparse
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time

import bench
import make_data

LINES = 300
NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
# The hour that comes twice in Santiago (2026-04-05) and the one that is missing (2026-09-06); 2026 of the IANA tables.
TWICE, MISSING = "2026-04-05T02:30:00Z", "2026-09-06T04:30:00Z"


class Night:
    """A workspace with some exports, and the run over it."""

    def __init__(self, program, folder):
        self.program = os.path.abspath(program)
        self.folder = folder + "/coop"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.call("init", self.folder, "--currency", "USD")
        with open(self.folder + "/commonspend.yaml") as file:
            text = file.read()
        with open(self.folder + "/commonspend.yaml", "w") as file:
            file.write(text.replace("reports: []", "reports:\n  - { report: share, output: csv, file: reports/share.csv }"))
        for number in range(3):
            self.add(f"{number}.csv", number)

    def add(self, name, number, age=3600):
        path = f"{self.folder}/exports/{name}"
        make_data.write(path, LINES, seed=number + 1, first_receipt=(number + 1) * LINES)
        os.utime(path, (time.time() - age,) * 2)
        return path

    def call(self, *words, before=(), environment=None, **options):
        return subprocess.run(
            [*before, self.program, *words], capture_output=True, text=True, errors="replace", timeout=300,
            env=environment, **options)

    def command(self, *words):
        return ["sync", "--workspace", self.folder, *words]

    def sync(self, *words, before=(), environment=None):
        """Status, the line of JSON, and the log."""
        result = self.call(*self.command(*words), before=before, environment=environment)
        return result.returncode, json.loads(result.stdout), result.stderr

    @property
    def lines(self):
        """Counted lines and whether `verify` holds."""
        result = self.call("imports", "--json", "--workspace", self.folder)
        counted = sum(json.loads(line)["lines"]["counted"] for line in result.stdout.splitlines() if line[:1] == "{")
        return counted, self.call("verify", "--workspace", self.folder).returncode


def check(what, is_true):
    if not is_true:
        raise AssertionError(what)


def first_night(night):
    status, said, _ = night.sync()
    check(said, status == 0 and len(said["imported"]) == 3 and night.lines == (3 * LINES, 0))
    status, said, _ = night.sync()
    check(said, status == 0 and said["alreadyImported"] == 3 and night.lines == (3 * LINES, 0))


def overlapping(night):
    make_data.write(night.folder + "/exports/long.csv", 60_000, seed=9, first_receipt=100_000)
    os.utime(night.folder + "/exports/long.csv", (time.time() - 3600,) * 2)
    first = subprocess.Popen([night.program, *night.command()], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while first.poll() is None and not os.path.exists(night.folder + "/commonspend.db.lock"):
        time.sleep(0.005)
    time.sleep(0.02)
    started = time.monotonic()
    status, said, _ = night.sync()
    took = time.monotonic() - started
    check(said, first.poll() is None and status == 4 and said["status"] == 4 and took < 2)
    check("the first run is not disturbed", json.loads(first.communicate()[0])["status"] == 0)
    check(night.lines, night.lines == (3 * LINES + 60_000, 0))


def stopped_between_files(night):
    """As when the machine is switched off, apart from what the disk loses: power loss is another trial."""
    for number in range(3, 8):
        night.add(f"{number}.csv", number)
    process = subprocess.Popen([night.program, *night.command()], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    for line in process.stderr:
        if " imported " in line:
            break
    process.send_signal(signal.SIGKILL)
    process.communicate()
    counted, holds = night.lines
    check(counted, holds == 0 and counted % LINES == 0 and counted >= LINES)
    status, said, _ = night.sync()
    check(said, status == 0 and night.lines == (8 * LINES, 0) and said["reports"])


def still_growing(night):
    path = night.add("grows.csv", 5, age=5)
    status, said, _ = night.sync()
    check(said, status == 0 and said["waiting"] == [path] and night.lines == (3 * LINES, 0))
    os.utime(path, (time.time() - 61,) * 2)
    status, said, _ = night.sync()
    check(said, said["imported"] == [path])


def arrives_while_it_runs(night):
    """What comes during a run is taken by it as a whole or by the next one, never as a part."""
    make_data.write(night.folder + "/exports/0.csv", 60_000, seed=9, first_receipt=100_000)
    os.utime(night.folder + "/exports/0.csv", (time.time() - 3600,) * 2)
    first = subprocess.Popen([night.program, *night.command()], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    night.add("late.csv", 6)
    with open(night.folder + "/exports/growing.csv", "w") as file:
        file.write(make_data.HEADER)
        for line in make_data.export(LINES, seed=8, first_receipt=8 * LINES).splitlines(True)[1:]:
            file.write(line)
            file.flush()
    check("the run ends well", json.loads(first.communicate()[0])["status"] == 0)
    os.utime(night.folder + "/exports/growing.csv", (time.time() - 3600,) * 2)
    status, said, _ = night.sync()
    check(said, status == 0 and night.lines == (4 * LINES + 60_000, 0))


def vanishing(night):
    path = night.folder + "/exports/0.csv"
    process = subprocess.Popen([night.program, *night.command()], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    os.remove(path)
    said = json.loads(process.communicate()[0])
    check(said, said["status"] in (0, 1) and night.lines[1] == 0 and night.lines[0] in (2 * LINES, 3 * LINES))


def empty_file(night):
    open(night.folder + "/exports/empty.csv", "w").close()
    os.utime(night.folder + "/exports/empty.csv", (0, 0))
    status, said, log = night.sync()
    check(said, status == 1 and said["refused"][0]["problem"]["what"] == "The file is empty." and "empty.csv" in log)
    check(said, night.lines == (3 * LINES, 0))


def clock_set_back(night):
    night.sync()
    night.add("new.csv", 7)
    status, said, _ = night.sync("--now", "2020-01-01T00:00:00Z")
    check(said, status == 0 and len(said["imported"]) == 1 and night.lines == (4 * LINES, 0))


def hour_of_the_year(moment):
    """A run in the hour that a clock shows twice or not at all; exports whose lines are of that hour."""
    def night_of(night):
        with open(night.folder + "/exports/hour.csv", "w") as file:
            file.write("Date,Time,Receipt,Code,Product,Quantity,Amount\n")
            for number in range(4):
                file.write(f"{moment[:10]},{'00' if number % 2 else '02'}:30:00,{number},3000,Apples,1,1.00\n")
        os.utime(night.folder + "/exports/hour.csv", (0, 0))
        environment = dict(os.environ, TZ="America/Santiago")
        status, said, _ = night.sync("--now", moment, environment=environment)
        check(said, status == 0 and night.lines == (3 * LINES + 4, 0))
        entry = night.call("imports", "--json", "--workspace", night.folder, environment=environment).stdout
        days = [json.loads(line) for line in entry.splitlines() if "hour.csv" in line]
        check(days, (days[0]["from"], days[0]["to"]) == (moment[:10], moment[:10]))
    return night_of


def stale_by_the_local_day(night):
    """Late in the evening in Santiago it is the next day in Greenwich already; the clock of the shops counts."""
    now = time.time()
    local = time.gmtime(now + 14 * 3600)
    with open(night.folder + "/exports/today.csv", "w") as file:
        file.write("Date,Receipt,Code,Product,Quantity,Amount\n")
        file.write(time.strftime("%Y-%m-%d", time.gmtime(now - 86400 + 14 * 3600)) + ",1,3000,Apples,1,1.00\n")
    os.utime(night.folder + "/exports/today.csv", (0, 0))
    status, said, _ = night.sync("--fail-stale", "0", environment=dict(os.environ, TZ="East-14"))
    check((said["failures"], local), status == 1 and "1 days ago" in said["failures"][0])
    status, said, _ = night.sync("--fail-stale", "1", environment=dict(os.environ, TZ="East-14"))
    check(said, status == 0)


def plain_environment(night):
    """As cron starts a job: hardly any environment, no UTF-8, no home."""
    night.add("größe.csv", 7)
    status, said, log = night.sync(environment={"LANG": "C", "HOME": "/nonexistent"})
    check(said, status == 0 and any("größe" in name for name in said["imported"]) and "größe" in log)
    check(night.lines, night.lines == (4 * LINES, 0))


def turkish_and_comma_locales(night):
    status, said, _ = night.sync(environment=dict(os.environ, LC_ALL="tr_TR.UTF-8", LANG="de_DE.UTF-8"))
    check(said, status == 0 and night.lines == (3 * LINES, 0))


def another_user(night):
    """The job's own user owns the workspace, and nothing else."""
    shutil.chown(night.folder, 65534, 65534)
    for place, folders, files in os.walk(night.folder):
        for name in folders + files:
            shutil.chown(os.path.join(place, name), 65534, 65534)
    status, said, _ = night.sync(before=NOBODY, environment={"HOME": "/root"})
    check(said, status == 0 and len(said["imported"]) == 3 and said["reports"])
    check("others cannot read", os.stat(night.folder + "/commonspend.db").st_mode & 0o007 == 0)
    # One export that this user may not read, one folder that is closed, one that can only be listed.
    os.chmod(night.add("secret.csv", 5), 0o600)
    for name, mode in (("closed", 0o700), ("listed", 0o744)):
        os.makedirs(f"{night.folder}/exports/{name}")
        night.add(name + "/inside.csv", 6)
        os.chmod(f"{night.folder}/exports/{name}", mode)
    shutil.chown(night.add("fine.csv", 7), 65534, 65534)
    status, said, _ = night.sync(before=NOBODY, environment={"HOME": "/root"})
    names = {os.path.relpath(entry["file"], night.folder + "/exports") for entry in said["refused"]}
    check(said, status == 1 and len(said["imported"]) == 1 and names == {"secret.csv", "closed", "listed/inside.csv"})


def full_disk(night):
    mount = os.path.dirname(night.folder) + "/small"
    os.makedirs(mount, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=320k", "tmpfs", mount], check=True)
    try:
        shutil.copytree(night.folder, mount + "/coop")
        night.folder = mount + "/coop"
        with open(mount + "/filler", "wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"\0" * 4096)
            except OSError:
                pass
        status, said, log = night.sync()
        check((status, said, log), status == 6 and ("full" in log or "room" in log or "space" in log))
        os.remove(mount + "/filler")
        subprocess.run(["mount", "-o", "remount,size=16m", mount], check=True)
        status, said, _ = night.sync()
        check(said, status == 0 and night.lines == (3 * LINES, 0))
    finally:
        subprocess.run(["umount", mount], check=True)


def no_exports(night):
    shutil.rmtree(night.folder + "/exports")
    status, said, _ = night.sync()
    check(said, status == 6 and said["problem"]["where"].endswith("exports") and not said["reports"])


def import_beside(night):
    """A person imports by hand while the job runs: each file once."""
    other = subprocess.Popen(
        [night.program, "import", "--workspace", night.folder, *(f"{night.folder}/exports/{n}.csv" for n in range(3))],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    status, said, _ = night.sync()
    other.communicate()
    check((status, other.returncode), status in (0, 4) and other.returncode in (0, 1, 4))
    check(said, night.sync()[0] == 0 and night.lines == (3 * LINES, 0))


def as_the_guide_says(night):
    """The units and the line of cron in docs/batch.md, with the places of this trial in them."""
    with open(os.path.dirname(os.path.abspath(__file__)) + "/../../docs/batch.md") as file:
        guide = file.read()
    places = {"/usr/local/bin/commonspend": night.program, "/srv/our-coop": night.folder}
    for place, here in places.items():
        guide = guide.replace(place, here)
    units = re.findall(r"`/etc/systemd/system/(\S+)`:\n\n```ini\n(.*?)```", guide, re.S)
    check(units, [name for name, _ in units] == ["commonspend.service", "commonspend.timer"])
    for name, text in units:
        with open(f"{night.folder}/{name}", "w") as file:
            file.write(text)
    if shutil.which("systemd-analyze"):
        result = subprocess.run(
            ["systemd-analyze", "verify", *(f"{night.folder}/{name}" for name, _ in units)], capture_output=True,
            text=True, check=False)
        check(result, result.returncode == 0 and not result.stdout + result.stderr)
    line = shlex.split(re.search(r"^ExecStart=(.*)$", units[0][1], re.M)[1])
    result = subprocess.run(line, capture_output=True, text=True, check=False, env={}, cwd="/")
    said, log = json.loads(result.stdout), [json.loads(line) for line in result.stderr.splitlines()]
    # The exports are of last spring: that is what --fail-stale is for, and nothing is rated.
    check(said, result.returncode == 1 and len(said["failures"]) == 2 and len(said["imported"]) == 3)
    check(log, [entry["event"] for entry in log] == ["imported"] * 3 + ["report"] + ["condition"] * 2)
    cron = re.search(r"^0 5 \* \* \* (.*)$", guide, re.M)[1]
    result = subprocess.run(["sh", "-c", cron], capture_output=True, text=True, check=False, env={"LANG": "C"}, cwd="/")
    check(result, result.returncode == 1 and not result.stdout + result.stderr)
    with open(night.folder + "/sync.log") as file:
        check("the log of cron", '"alreadyImported":3' in file.read())
    check("others cannot read it", os.stat(night.folder + "/sync.log").st_mode & 0o077 == 0)


NIGHTS = {
    "a first night and a second": first_night,
    "two runs at once": overlapping,
    "stopped between two files": stopped_between_files,
    "a file that is still growing": still_growing,
    "files that arrive during the run": arrives_while_it_runs,
    "a file that vanishes": vanishing,
    "an empty file": empty_file,
    "a clock that was set back": clock_set_back,
    "the hour that comes twice": hour_of_the_year(TWICE),
    "the hour that is missing": hour_of_the_year(MISSING),
    "the day of the time zone": stale_by_the_local_day,
    "the environment of cron": plain_environment,
    "other locales": turkish_and_comma_locales,
    "a user with few rights": another_user,
    "a full disk": full_disk,
    "no folder of exports": no_exports,
    "an import by hand beside it": import_beside,
    "as the guide says": as_the_guide_says,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--only", default="", metavar="WORD")
    asked = parser.parse_args()
    folder = bench.scratch_folder()
    os.chmod(folder, 0o755)
    counts, notes = dict(cases=0, bad=0), []
    try:
        for name, trial in NIGHTS.items():
            if asked.only not in name:
                continue
            counts["cases"] += 1
            try:
                trial(Night(asked.program, folder))
            except (AssertionError, ValueError, OSError, LookupError) as error:
                notes.append(f"{name}: {type(error).__name__} {error}"[:600])
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    counts["bad"] = len(notes)
    bench.report("nights", counts, notes, not notes)
    sys.exit(1 if notes else 0)


if __name__ == "__main__":
    main()
