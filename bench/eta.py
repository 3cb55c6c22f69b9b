"""How far off estimated_completion is: runs trainings and batches one after the other, and asks each twice a second.

    ./millrace up
    python3 bench/eta.py [--base http://127.0.0.1:8005] [--scale 1.0]

An error is |estimated - actual completion| relative to the time that was really left when it was estimated; estimates in the
last second are passed over. Prints the median of each job, and of all jobs together.
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from datetime import datetime

from millrace_client import FINAL, Client


def write_csv(path, rows):
    rng = random.Random(11)
    with open(path, "w") as file:
        file.write(",".join(f"x{i}" for i in range(20)) + ",city,label,value\n")
        for _ in range(rows):
            xs = [rng.gauss(0, 1) for _ in range(20)]
            score = xs[0] - xs[1] * xs[2] + 0.5 * xs[3] + rng.gauss(0, 1)
            file.write(",".join(f"{x:.4f}" for x in xs) + f",c{rng.randint(0, 9)},{'yes' if score > 0 else 'no'},{score:.4f}\n")


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def watch(client, path):
    """Follows a job to its end; answers it and [(asked at, progress, estimated completion)]."""
    told = []
    while True:
        job = client.ok("GET", path)
        if job["status"] in FINAL:
            return job, told
        told.append((time.time(), job["progress"], job["estimated_completion"]))
        time.sleep(0.5)


def errors(job, told):
    end = instant(job["completed_at"])
    return [abs(instant(eta) - end) / (end - at) for at, _, eta in told if eta and end - at > 1]


def training(dataset, algorithm, task, hyperparameters, validation):
    return {
        "model_name": f"eta-{algorithm}-{task}", "algorithm": algorithm, "task": task,
        "training_data": {"dataset_id": dataset, "target": "label" if task == "classification" else "value",
                          "features": [f"x{i}" for i in range(20)] + ["city"]},
        "hyperparameters": hyperparameters, "validation_config": validation,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", default="http://127.0.0.1:8005")
    parser.add_argument("--scale", type=float, default=1.0, help="of rows and rounds")
    options = parser.parse_args()
    client = Client(options.base)

    def scaled(number):
        return max(10, int(number * options.scale))

    path = os.path.join(tempfile.mkdtemp(), "eta.csv")
    write_csv(path, scaled(100_000))
    big = client.upload(path, "eta-big")["id"]
    write_csv(path, scaled(30_000))
    small = client.upload(path, "eta-small")["id"]
    os.remove(path)

    folds = {"strategy": "cross_validation", "folds": 5}
    jobs = [
        ("random forest, holdout", training(small, "random_forest", "classification", {"trees": scaled(150)}, {})),
        ("random forest, 5 folds", training(small, "random_forest", "classification", {"trees": scaled(60)}, folds)),
        ("xgboost, holdout", training(big, "xgboost", "classification", {"n_estimators": scaled(400)}, {})),
        ("xgboost, 5 folds", training(small, "xgboost", "regression", {"n_estimators": scaled(300)}, folds)),
        ("xgboost, no refit", training(big, "xgboost", "regression", {"n_estimators": scaled(600)}, {"refit": False})),
        ("random forest, regression", training(small, "random_forest", "regression", {"trees": scaled(60)}, {})),
    ]
    found, model = [], None

    def report(title, job, told):
        off = errors(job, told)
        took = instant(job["completed_at"]) - instant(job["started_at"])
        early = sum(1 for _, progress, eta in told if eta and progress < 0.1)
        shown = f"{statistics.median(off):.1%}" if off else "-"
        print(f"{title:28} {job['status']:10} {took:6.1f} s  {len(off):4} estimates, median error {shown}"
              + (f", {early} BEFORE 10 %" if early else ""), flush=True)
        found.extend(off)

    for title, request in jobs:
        job = client.ok("POST", "/api/v1/training/jobs", request)
        job, told = watch(client, f"/api/v1/training/jobs/{job['job_id']}")
        report(title, job, told)
        if request["algorithm"] == "random_forest" and request["task"] == "classification" and job["model_id"]:
            model = job
    for title, dataset, chunk in (("batch of forest", big, 1000), ("batch, large chunks", big, 10_000)):
        job = client.ok("POST", "/api/v1/predictions/batch", {
            "model_id": model["model_id"], "version": model["model_version"], "data": {"dataset_id": dataset}, "chunk_size": chunk})
        report(title, *watch(client, f"/api/v1/predictions/{job['job_id']}"))
    print(f"all: {len(found)} estimates, median error {statistics.median(found):.1%}")


if __name__ == "__main__":
    main()
