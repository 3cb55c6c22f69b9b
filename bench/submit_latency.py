"""Latency of submitting a job from many clients at once to a running Millrace, in milliseconds.

    ./millrace up
    python3 bench/submit_latency.py [--base http://127.0.0.1:8005] [--clients 50] [--each 10]

Each client submits batch predictions of one row; then all jobs are awaited, so that the run also says how many jobs a
second went all the way through.
"""

import argparse
import csv
import os
import tempfile
import threading
import time

from millrace_client import Client


def tiny_model(client):
    path = os.path.join(tempfile.mkdtemp(), "tiny.csv")
    with open(path, "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["x", "y"])
        rows.writerows([[x / 10, 2 * x / 10 + 1 + (x % 7) / 100] for x in range(200)])
    dataset = client.upload(path, "tiny")
    job = client.ok("POST", "/api/v1/training/jobs", {
        "model_name": "tiny", "algorithm": "ridge", "task": "regression",
        "training_data": {"dataset_id": dataset["id"], "target": "y"},
    })
    job = client.wait(f"/api/v1/training/jobs/{job['job_id']}")
    if job["status"] != "completed":
        raise SystemExit(f"training the tiny model: {job}")
    return job["model_id"], job["model_version"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", default="http://127.0.0.1:8005")
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--each", type=int, default=10)
    options = parser.parse_args()
    main_client = Client(options.base)
    model, version = tiny_model(main_client)
    latencies, jobs, lock = [], [], threading.Lock()
    gate = threading.Barrier(options.clients + 1)

    def submit():
        client = Client(options.base)
        gate.wait()
        for _ in range(options.each):
            begin = time.perf_counter()
            job = client.ok("POST", "/api/v1/predictions/batch", {
                "model_id": model, "version": version, "data": {"instances": [{"x": 1.5}]},
            })
            took = (time.perf_counter() - begin) * 1000
            with lock:
                latencies.append(took)
                jobs.append(job["job_id"])

    threads = [threading.Thread(target=submit) for _ in range(options.clients)]
    for thread in threads:
        thread.start()
    gate.wait()
    begin = time.perf_counter()
    for thread in threads:
        thread.join()
    submitted = time.perf_counter() - begin
    states = [main_client.wait(f"/api/v1/predictions/{job}", 0.05)["status"] for job in jobs]
    finished = time.perf_counter() - begin
    latencies.sort()
    at = lambda share: latencies[min(len(latencies) - 1, int(share * len(latencies)))]
    print(f"{len(jobs)} jobs from {options.clients} clients: submitted in {submitted:.1f} s, all final after {finished:.1f} s")
    print(f"submit latency ms: p50 {at(0.5):.1f}, p95 {at(0.95):.1f}, p99 {at(0.99):.1f}, max {latencies[-1]:.1f}")
    print(f"completed {states.count('completed')} of {len(states)}")


if __name__ == "__main__":
    main()
