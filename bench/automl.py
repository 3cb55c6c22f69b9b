#!/usr/bin/env python3
"""AutoML over HTTP beside scikit-learn's histogram boosting, tuned for as long on the same machine, one after the other.

A third of the rows of each data set is held out: it goes to Millrace as test_dataset_id, which nobody searches by. The
metric is compared in units of its standard error over the held-out rows. Needs numpy and scikit-learn.

    ./millrace up && python3 bench/automl.py [--budget 120] [--data breast_cancer,digits,diabetes]
"""

import argparse
import csv
import os
import tempfile
import time
import warnings
from datetime import datetime

import numpy
from scipy.stats import loguniform, randint, uniform
from sklearn import datasets
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.model_selection import ParameterSampler, cross_val_score, train_test_split

from millrace_client import Client

DATA = {
    "breast_cancer": (datasets.load_breast_cancer, "classification", "log_loss"),
    "digits": (datasets.load_digits, "classification", "log_loss"),
    "diabetes": (datasets.load_diabetes, "regression", "rmse"),
}
SPACE = {
    "learning_rate": loguniform(0.01, 0.5),
    "max_iter": randint(50, 500),
    "max_leaf_nodes": randint(4, 64),
    "min_samples_leaf": randint(2, 60),
    "l2_regularization": loguniform(1e-6, 10),
    "max_features": uniform(0.3, 0.7),
}
CLIP = 1e-15

warnings.filterwarnings("ignore")


def write(path, rows, target):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([f"x{i}" for i in range(rows.shape[1])] + ["target"])
        for row, value in zip(rows, target):
            writer.writerow([repr(float(x)) for x in row] + [value])


def seconds(job):
    begin, end = (datetime.fromisoformat(job[at].replace("Z", "+00:00")) for at in ("started_at", "completed_at"))
    return (end - begin).total_seconds()


def losses(task, model, rows, target):
    """The loss of each row; their mean is log_loss or the square of rmse."""
    if task == "regression":
        return (model.predict(rows) - target) ** 2
    probabilities = model.predict_proba(rows)[numpy.arange(len(target)), numpy.searchsorted(model.classes_, target)]
    return -numpy.log(numpy.clip(probabilities, CLIP, 1 - CLIP))


def error(task, each):
    """The metric and its standard error, by the delta method for rmse."""
    spread = each.std(ddof=1) / numpy.sqrt(len(each))
    if task == "regression":
        rmse = numpy.sqrt(each.mean())
        return rmse, spread / (2 * rmse)
    return each.mean(), spread


def tuned(task, rows, target, budget, seed):
    """Random search by 5-fold cross-validation until the time is over, the last fit included."""
    make = HistGradientBoostingRegressor if task == "regression" else HistGradientBoostingClassifier
    scoring = "neg_root_mean_squared_error" if task == "regression" else "neg_log_loss"
    end = time.monotonic() + budget
    best, parameters, longest, tried = -numpy.inf, {}, 0.0, 0
    for candidate in [{}] + list(ParameterSampler(SPACE, 100_000, random_state=seed)):
        if tried and time.monotonic() + longest > end:
            break
        began = time.monotonic()
        score = cross_val_score(make(random_state=seed, **candidate), rows, target, cv=5, scoring=scoring).mean()
        longest, tried = max(longest, time.monotonic() - began), tried + 1
        if score > best:
            best, parameters = score, candidate
    return make(random_state=seed, **parameters).fit(rows, target), tried


def automl(client, name, task, metric, parts, budget, seed):
    folder = tempfile.mkdtemp()
    uploaded = {}
    for part, (rows, target) in parts.items():
        path = os.path.join(folder, f"{part}.csv")
        write(path, rows, target)
        uploaded[part] = client.upload(path, f"automl-{name}-{part}")["id"]
    job = client.ok("POST", "/api/v1/training/automl", {
        "model_name": f"automl-{name.replace('_', '-')}", "task": task, "objective": {"metric": metric},
        "training_data": {"dataset_id": uploaded["train"], "target": "target", "test_dataset_id": uploaded["test"]},
        "time_budget": f"PT{budget}S", "seed": seed})
    job = client.wait(f"/api/v1/training/automl/{job['job_id']}")
    if job["status"] != "completed":
        raise SystemExit(f"automl on {name}: {job['status']} {job['error']}")
    return job


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", default="http://127.0.0.1:8005")
    parser.add_argument("--budget", type=int, default=120, help="seconds for each side on each data set")
    parser.add_argument("--data", default=",".join(DATA))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    client = Client(options.base)
    print("| data | metric | Millrace | scikit-learn, tuned | difference in standard errors | trials | took |")
    print("|---|---|---|---|---|---|---|")
    for name in options.data.split(","):
        load, task, metric = DATA[name]
        rows, target = load(return_X_y=True)
        train, test, train_target, test_target = train_test_split(
            rows, target, test_size=1 / 3, random_state=options.seed,
            stratify=None if task == "regression" else target)
        job = automl(client, name, task, metric, {"train": (train, train_target), "test": (test, test_target)},
                     options.budget, options.seed)
        model, tried = tuned(task, train, train_target, options.budget, options.seed)
        ours = job["metrics"][metric]
        theirs, spread = error(task, losses(task, model, test, test_target))
        trials = sum(entry["trials"] for entry in job["account"]["tried"])
        took = seconds(job)
        print(f"| {name} | {metric} | {ours:.4f} | {theirs:.4f} ± {spread:.4f} | {(ours - theirs) / spread:+.2f} "
              f"| {trials} / {tried} | {took:.1f} s ({100 * (took / options.budget - 1):+.1f} %) |", flush=True)
        print(f"    {name}: {job['account']['reason']}", flush=True)


if __name__ == "__main__":
    main()
