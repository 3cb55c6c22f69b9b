"""One million rows of ten columns (or more) through a running Millrace: upload, train xgboost, batch predict.

    ./millrace up
    python3 bench/million_rows.py [--base http://127.0.0.1:8005] [--rows 1000000] [--columns 10] [--pid <pid of the JVM>]

Prints seconds for each and, with --pid (Linux), the peak resident memory of the process in MiB, reset before each.
"""

import argparse
import os
import random
import tempfile
import time

from millrace_client import Client


def write_csv(path, rows, columns):
    rng = random.Random(7)
    more = range(columns - 10)
    with open(path, "w") as file:
        file.write("id,a,b,c,d,e,city,flag,day," + "".join(f"n{i}," for i in more) + "label\n")
        for row in range(rows):
            a, b, c = rng.gauss(0, 1), rng.gauss(0, 1), rng.random()
            d = rng.randint(0, 1000)
            e = "" if rng.random() < 0.05 else f"{rng.gauss(5, 2):.4f}"
            city = f"city{rng.randint(0, 49)}"
            flag = "true" if rng.random() < 0.5 else "false"
            day = f"2025-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
            score = a - 0.5 * b + (1 if flag == "true" else 0) + (0.5 if c > 0.7 else 0) + rng.gauss(0, 0.5)
            file.write(f"{row},{a:.5f},{b:.5f},{c:.5f},{d},{e},{city},{flag},{day},"
                       + "".join(f"{rng.random():.4f}," for _ in more) + f"{'yes' if score > 0.5 else 'no'}\n")


class Peak:
    """Peak resident memory of a process since the last reset, from /proc."""

    def __init__(self, pid):
        self.pid = pid

    def reset(self):
        if self.pid:
            with open(f"/proc/{self.pid}/clear_refs", "w") as file:
                file.write("5")

    def read(self):
        if not self.pid:
            return "-"
        with open(f"/proc/{self.pid}/status") as file:
            kilobytes = next(int(line.split()[1]) for line in file if line.startswith("VmHWM"))
        return f"{kilobytes / 1024:.0f} MiB"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", default="http://127.0.0.1:8005")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--columns", type=int, default=10)
    parser.add_argument("--pid", type=int)
    options = parser.parse_args()
    client, peak = Client(options.base), Peak(options.pid)
    folder = tempfile.mkdtemp()
    csv = os.path.join(folder, "million.csv")
    write_csv(csv, options.rows, options.columns)
    print(f"CSV: {options.rows} rows of {options.columns} columns, {os.path.getsize(csv) / 1e6:.0f} MB")

    def timed(title, work):
        peak.reset()
        begin = time.perf_counter()
        result = work()
        print(f"{title}: {time.perf_counter() - begin:.1f} s, peak {peak.read()}")
        return result

    dataset = timed("upload", lambda: client.upload(csv, "million"))

    def train():
        job = client.ok("POST", "/api/v1/training/jobs", {
            "model_name": "million", "algorithm": "xgboost", "task": "classification",
            "training_data": {"dataset_id": dataset["id"], "target": "label"},
        })
        return client.wait(f"/api/v1/training/jobs/{job['job_id']}")

    job = timed("train xgboost", train)
    print(f"  {job['status']}, {job['metrics'] or job['error']}")
    if job["status"] != "completed":
        raise SystemExit(1)

    def predict():
        batch = client.ok("POST", "/api/v1/predictions/batch", {
            "model_id": job["model_id"], "version": job["model_version"],
            "data": {"dataset_id": dataset["id"]}, "chunk_size": 10_000,
        })
        return client.wait(f"/api/v1/predictions/{batch['job_id']}")

    batch = timed("batch predict", predict)
    print(f"  {batch['status']}, {batch['completed_items']} rows predicted, {batch['failed_items']} not")
    os.remove(csv)
    os.rmdir(folder)


if __name__ == "__main__":
    main()
