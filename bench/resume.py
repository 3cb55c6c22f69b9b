"""What a crash in the middle of a fit costs: kill -9 of the whole process at half of 2,000 rounds of boosting.

    python3 bench/resume.py [--home folder] [--port 8105] [--rounds 2000]

Starts a Millrace of its own with ./millrace up, trains undisturbed, trains again with the same seed and kills the process
at half of the rounds, starts it again, and prints how many rounds were done twice and whether both models are the same
bytes. Stops it and leaves the folder.
"""

import argparse
import os
import re
import signal
import subprocess
import tempfile
import time

from eta import write_csv
from millrace_client import Client

ROWS = 20_000


def millrace(command, options, *more):
    subprocess.run(["./millrace", command, "--home", options.home, *more], check=True, stdout=subprocess.DEVNULL)


def up(options):
    port = options.port
    millrace("up", options, "--port", str(port), "--temporal-port", str(port + 1000),
             "--temporal-ui-port", str(port + 2000), "--postgres-port", str(port + 3000))
    return Client(f"http://127.0.0.1:{port}")


def submit(client, dataset, rounds):
    return client.ok("POST", "/api/v1/training/jobs", {
        "model_name": "resume", "algorithm": "xgboost", "task": "classification",
        "training_data": {"dataset_id": dataset, "target": "label", "features": [f"x{i}" for i in range(20)]},
        "hyperparameters": {"n_estimators": rounds, "subsample": 0.8, "learning_rate": 0.05},
        "validation_config": {"refit": False, "seed": 7},
    })["job_id"]


def reported(client, job):
    """The rounds whose loss was reported, in the order of the reports."""
    return [point["step"] for point in client.ok("GET", f"/api/v1/training/jobs/{job}/metrics") if point["name"] == "loss"]


def model(client, job):
    done = client.wait(f"/api/v1/training/jobs/{job}")
    if done["status"] != "completed":
        raise SystemExit(f"the training ended as {done['status']}: {done['error']}")
    return client.ok("GET", f"/api/v1/models/{done['model_id']}/versions/{done['model_version']}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", default=None)
    parser.add_argument("--port", type=int, default=8105)
    parser.add_argument("--rounds", type=int, default=2000)
    options = parser.parse_args()
    options.home = options.home or tempfile.mkdtemp()
    client = up(options)
    path = os.path.join(tempfile.mkdtemp(), "resume.csv")
    write_csv(path, ROWS)
    dataset = client.upload(path, "resume")["id"]
    os.remove(path)

    undisturbed = model(client, submit(client, dataset, options.rounds))
    job = submit(client, dataset, options.rounds)
    while not (rounds := reported(client, job)) or rounds[-1] < options.rounds // 2:
        time.sleep(0.1)
    with open(os.path.join(options.home, "run", "millrace.pid")) as file:
        os.kill(int(file.read().split()[0]), signal.SIGKILL)
    print(f"killed after round {rounds[-1]} of {options.rounds}")
    client = up(options)
    disturbed = model(client, job)
    told = [line["message"] for line in client.ok("GET", f"/api/v1/training/jobs/{job}/logs?limit=200")["items"]]
    steps = [int(found[1]) for found in (re.search(r"goes on from step (\d+)", line) for line in told) if found]
    print(f"went on from round {steps[0] if steps else 0}: {rounds[-1] - (steps[0] if steps else 0)} rounds done again")
    same = disturbed["sha256"] == undisturbed["sha256"]
    print(f"model {disturbed['sha256'][:16]} {'is the same as' if same else 'IS NOT'} the undisturbed one")
    millrace("down", options)


if __name__ == "__main__":
    main()
