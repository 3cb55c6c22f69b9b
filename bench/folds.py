"""What folds side by side gain: the same cross-validation with one slot for fits, and with as many as there are cores.

    MILLRACE_WORKER_SLOTS=1 ./millrace up && python3 bench/folds.py && ./millrace down
    ./millrace up && python3 bench/folds.py

Prints the seconds from the start of the first fold to the end of the last, by algorithm.
"""

import argparse
import json
import os
import tempfile
from datetime import datetime

from eta import write_csv
from millrace_client import Client

ROWS = 40_000
FITS = {"random_forest": {"trees": 60}, "xgboost": {"n_estimators": 300}, "logistic_regression": {}}


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def folds(client, job):
    """Seconds between the first and the last event of a fold's steps."""
    _, text = client.call("GET", f"/api/v1/training/jobs/{job}/events")
    events = [json.loads(line[5:]) for line in text.decode().splitlines() if line.startswith("data:")]
    times = [instant(event["at"]) for event in events if event["type"] == "step" and "_fold_" in event["data"]["step"]]
    return max(times) - min(times)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", default="http://127.0.0.1:8005")
    options = parser.parse_args()
    client = Client(options.base)
    path = os.path.join(tempfile.mkdtemp(), "folds.csv")
    write_csv(path, ROWS)
    dataset = client.upload(path, "folds")["id"]
    os.remove(path)
    for algorithm, hyperparameters in FITS.items():
        job = client.ok("POST", "/api/v1/training/jobs", {
            "model_name": f"folds-{algorithm}", "algorithm": algorithm, "task": "classification",
            "training_data": {"dataset_id": dataset, "target": "label",
                              "features": [f"x{i}" for i in range(20)] + ["city"]},
            "hyperparameters": hyperparameters,
            "validation_config": {"strategy": "cross_validation", "folds": 5},
        })
        job = client.wait(f"/api/v1/training/jobs/{job['job_id']}")
        print(f"{algorithm:22} {job['status']}, folds {folds(client, job['job_id']):.1f} s, "
              f"accuracy {job['metrics'].get('accuracy'):.4f}", flush=True)


if __name__ == "__main__":
    main()
