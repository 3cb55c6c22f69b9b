#!/usr/bin/env python3
"""How fast each family predicts, beside scikit-learn, XGBoost's and LightGBM's Python packages: one row, and a batch.

    ./mvnw -q -pl bench -am compile && python3 bench/predict.py [--algorithms knn,lda]

Both are fitted on the same rows of 20 features. A single row goes the whole way: Millrace from the instance as JSON gives
it, checks included; the peer from a numpy row. HTTP is on neither side. A batch is 20,000 rows (fewer of those whose
predictions need the training rows), on one thread; the fastest of several counts.
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

import numpy

from compare import Engine, write_csv
from peers import PEERS

TRAIN = 4_000
BATCH = 20_000
FEATURES = 20
SLOW = {"knn", "svm", "svr", "gaussian_process"}
SINGLE = 500
REPEATS = 5


def data(task, rows):
    random = numpy.random.default_rng(3)
    x = random.standard_normal((rows, FEATURES)).astype("float32")
    signal = x[:, :8] @ random.standard_normal(8) + numpy.sin(3 * x[:, 8]) * 2 + random.standard_normal(rows)
    return x, (signal > 0).astype(int) if task == "classification" else signal


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--algorithms")
    options = parser.parse_args()
    wanted = options.algorithms and options.algorithms.split(",")
    engine = Engine()
    print("| algorithm | one row, p50 / p95 µs | peer | batch rows/s | peer | ratio |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for peer in PEERS:
            if peer.task not in ("classification", "regression") or (wanted and peer.algorithm not in wanted):
                continue
            train, batch = (1_000, 4_000) if peer.algorithm in SLOW else (TRAIN, BATCH)
            x, y = data(peer.task, train + batch)
            first = numpy.arange(len(y)) < train
            csv = Path(folder) / f"{peer.task}-{train}.csv"
            if not csv.exists():
                write_csv(csv, x, y, first)
            ours = engine.run(csv, peer.task, peer.algorithm, 1, hyperparameters=peer.hyperparameters, threads=1,
                              repeats=REPEATS, single=True)
            model = peer.make(1, 1)
            model.fit(x[first], y[first])
            ask = getattr(model, "predict_proba", model.predict)
            rows = [x[i:i + 1] for i in range(SINGLE)]
            for row in rows[:20]:
                ask(row)
            single = sorted(1e6 * seconds(lambda row=row: ask(row)) for row in rows)
            fastest = min(seconds(lambda: ask(x[~first])) for _ in range(REPEATS))
            mine, theirs = batch / ours["predict_seconds"], batch / fastest
            print(f"| {peer.algorithm}, {peer.task} | {ours['single_p50']:.0f} / {ours['single_p95']:.0f} "
                  f"| {statistics.median(single):.0f} / {single[int(SINGLE * .95)]:.0f} "
                  f"| {mine:,.0f} | {theirs:,.0f} | {mine / theirs:.1f} × |", flush=True)


if __name__ == "__main__":
    main()
