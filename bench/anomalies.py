#!/usr/bin/env python3
"""Millrace's anomaly detection beside scikit-learn's: rows of real data of which some are known to be anomalies, which
neither side is told. Prints the table of docs/benchmarks.md.

    ./mvnw -q -pl bench -am compile && python3 bench/anomalies.py [--seeds 10]
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

import numpy
from sklearn import datasets, metrics
from sklearn.ensemble import IsolationForest
from sklearn.model_selection import train_test_split
from sklearn.svm import OneClassSVM

from compare import THREADS, Engine, write_csv
from peers import Peer, scaled

PEERS = [
    Peer("isolation_forest", "anomaly_detection",
         lambda seed, threads: IsolationForest(random_state=seed, n_jobs=threads)),
    Peer("isolation_forest", "anomaly_detection",
         lambda seed, threads: IsolationForest(n_estimators=300, max_samples=64, contamination=0.05, random_state=seed,
                                               n_jobs=threads),
         {"trees": 300, "max_samples": 64, "contamination": 0.05}),
    Peer("one_class_svm", "anomaly_detection", lambda seed, threads: scaled(OneClassSVM())),
    Peer("one_class_svm", "anomaly_detection", lambda seed, threads: scaled(OneClassSVM(nu=0.1)), {"nu": 0.1}),
]


def some(anomaly, normal, count):
    """All normal rows, and some anomalies among them."""
    return numpy.sort(numpy.concatenate([numpy.flatnonzero(normal), numpy.flatnonzero(anomaly)[:count]]))


def breast_cancer():
    x, y = datasets.load_breast_cancer(return_X_y=True)
    rows = some(y == 0, y == 1, 30)
    return x[rows], (y[rows] == 0).astype(int)


def digits():
    x, y = datasets.load_digits(return_X_y=True)
    rows = some(y == 4, numpy.isin(y, [1, 2, 3, 5, 7, 8, 9]), 60)
    return x[rows], (y[rows] == 4).astype(int)


def wine():
    x, y = datasets.load_wine(return_X_y=True)
    rows = some(y == 2, y != 2, 10)
    return x[rows], (y[rows] == 2).astype(int)


DATA = {"breast_cancer, 30 malignant": breast_cancer, "digits, 60 fours": digits, "wine, 10 of the third kind": wine}


def many(rows, columns):
    """Normal rows around two centres, and one in a hundred farther out: no real data of scikit-learn's are as many."""
    def load():
        random = numpy.random.default_rng(1)
        y = (random.random(rows) < 0.01).astype(int)
        x = random.standard_normal((rows, columns)) * (1 + y[:, None]) + random.integers(0, 2, rows)[:, None]
        return x.astype("float32"), y
    return load


LARGE = [("made up, 100,000 × 30", many(100_000, 30), PEERS[0]), ("made up, 100,000 × 30", many(100_000, 30), PEERS[1]),
         ("made up, 20,000 × 20", many(20_000, 20), PEERS[3])]


def both(engine, csv, x, y, peer, seed):
    train_rows, _ = train_test_split(numpy.arange(len(y)), test_size=0.4, random_state=seed, stratify=y)
    train = numpy.zeros(len(y), bool)
    train[train_rows] = True
    write_csv(csv, x, y, train)
    ours = engine.run(csv, peer.task, peer.algorithm, seed, hyperparameters=peer.hyperparameters, repeats=3)
    model = peer.make(seed, THREADS)
    start = time.perf_counter()
    model.fit(x[train])
    fitted = time.perf_counter()
    scores = -model.score_samples(x[~train])
    done = time.perf_counter()
    found = model.predict(x[~train]) < 0
    theirs = {"metrics": {"roc_auc": metrics.roc_auc_score(y[~train], scores), "anomaly_rate": found.mean()},
              "fit_seconds": fitted - start, "predict_seconds": done - fitted}
    return ours, theirs


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=10)
    arguments = parser.parse_args()
    engine = Engine()
    print("| data | algorithm | metric | Millrace | scikit-learn | within one sd | fit ms, Millrace / peer | ratio | predict ms |")
    print("|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name, load in DATA.items():
            for peer in PEERS:
                compare(engine, Path(folder) / "rows.csv", name, *load(), peer, arguments.seeds)
        for name, load, peer in LARGE:
            compare(engine, Path(folder) / "rows.csv", name, *load(), peer, 3)


def compare(engine, csv, name, x, y, peer, seeds):
    """The first two runs only warm both sides up."""
    for seed in range(2):
        both(engine, csv, x, y, peer, seed)
    runs = [both(engine, csv, x, y, peer, seed) for seed in range(seeds)]
    fit, predict = ([statistics.median(run[side][part] for run in runs) for side in (0, 1)]
                    for part in ("fit_seconds", "predict_seconds"))
    times = (f"{1000 * fit[0]:.1f} / {1000 * fit[1]:.1f} | {fit[0] / fit[1]:.2f} × "
             f"| {1000 * predict[0]:.1f} / {1000 * predict[1]:.1f}")
    settings = ", ".join(f"{key} {value}" for key, value in peer.hyperparameters.items())
    for metric in ("roc_auc", "anomaly_rate"):
        ours, theirs = ([run[side]["metrics"][metric] for run in runs] for side in (0, 1))
        gap = statistics.mean(theirs) - statistics.mean(ours)
        gap = gap if metric == "roc_auc" else abs(gap)
        sd = statistics.stdev(theirs)
        verdict = "yes" if gap <= sd + 1e-9 else f"no (by {gap:.4f})"
        print(f"| {name} | {peer.algorithm}{settings and f' ({settings})'} | {metric} "
              f"| {statistics.mean(ours):.4f} ± {statistics.stdev(ours):.4f} "
              f"| {statistics.mean(theirs):.4f} ± {sd:.4f} | {verdict} | {times} |", flush=True)


if __name__ == "__main__":
    main()
