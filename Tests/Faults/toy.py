"""The control: an importer that does not sync, so that the harness can show it sees damage. Run as a program it imports."""
import sqlite3
import sys

import bench


class Toy:
    """Stands where bench.Product stands."""

    done = "imported as"

    def __init__(self, folder):
        self.folder = folder
        self.seed = folder + "/seed.db"
        run(self.seed, 1)

    def import_command(self, database):
        return [sys.executable, __file__, database]

    def between(self, database):
        return None

    def verifies(self, database):
        return not bench.content(database).startswith("damaged")


def run(path, number):
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("CREATE TABLE IF NOT EXISTS fact (import INTEGER, line INTEGER, text TEXT)")
    connection.execute("CREATE INDEX IF NOT EXISTS fact_line ON fact (line, text)")
    # Clears what is there of this import, so that running it again ends in the same state.
    connection.execute("DELETE FROM fact WHERE import = ?", (number,))
    connection.executemany(
        "INSERT INTO fact VALUES (?, ?, ?)", ((number, line, f"{line * 7919 % 3001:060d}") for line in range(3000)))
    connection.commit()
    connection.close()


if __name__ == "__main__":
    run(sys.argv[1], 2)
    print("imported as a toy", flush=True)
