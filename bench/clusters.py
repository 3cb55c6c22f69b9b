#!/usr/bin/env python3
"""Millrace's clusterings beside scikit-learn's: the same rows, standardised. Prints the table of docs/benchmarks.md.

    ./mvnw -q -pl bench -am compile && python3 bench/clusters.py [--seeds 10]
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

import numpy
from sklearn import datasets, metrics
from sklearn.cluster import AgglomerativeClustering, DBSCAN, KMeans
from sklearn.preprocessing import StandardScaler

from compare import Engine
from peers import Peer

SHARE = 0.75
# The fastest fit counts.
REPEATS = 3
# How many clusters are looked for, and how near neighbours are.
DATA = {"iris": (3, 0.6), "wine": (3, 2.2), "breast_cancer": (2, 2.2), "digits": (10, 4.5)}


def peers(k, epsilon):
    yield Peer("k_means", "clustering", lambda seed, threads: KMeans(k, n_init=10, random_state=seed), {"k": k})
    yield Peer("dbscan", "clustering", lambda seed, threads: DBSCAN(eps=epsilon, n_jobs=threads), {"epsilon": epsilon})
    for linkage in ["ward", "complete", "average", "single"]:
        yield Peer("hierarchical", "clustering",
                   lambda seed, threads, linkage=linkage: AgglomerativeClustering(k, linkage=linkage),
                   {"k": k, "linkage": linkage})


def figures(x, labels):
    """Of the rows that are no noise."""
    found = [c for c in numpy.unique(labels) if c >= 0]
    inside = labels >= 0
    answer = {"inertia": sum(((x[labels == c] - x[labels == c].mean(axis=0)) ** 2).sum() for c in found),
              "clusters": len(found)}
    if len(found) > 1:
        answer["silhouette"] = metrics.silhouette_score(x[inside], labels[inside])
    return answer


def write_csv(path, x):
    with open(path, "w") as out:
        out.write(",".join(f"f{i}" for i in range(x.shape[1])) + "\n")
        for row in x:
            out.write(",".join(repr(float(v)) for v in row) + "\n")


def both(engine, folder, name, peer, seed, threads):
    rows = datasets.__dict__["load_" + name](return_X_y=True)[0]
    random = numpy.random.default_rng(seed)
    rows = rows[random.permutation(len(rows))[:int(SHARE * len(rows))]]
    csv, out = folder / f"{name}-{seed}.csv", folder / "clusters.csv"
    if not csv.exists():
        write_csv(csv, rows)
    ours = min((engine.run(csv, peer.task, peer.algorithm, seed, out, peer.hyperparameters, threads)
                for _ in range(REPEATS)), key=lambda run: run["fit_seconds"])
    labels = numpy.loadtxt(out, delimiter=",")[:, 1].astype(int)
    x = StandardScaler().fit_transform(rows)
    seconds = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        model = peer.make(seed, threads).fit(x)
        seconds.append(time.perf_counter() - start)
    theirs = {"metrics": figures(x, model.labels_), "fit_seconds": min(seconds)}
    for metric, value in figures(x, labels).items():
        assert abs(ours["metrics"][metric] - value) <= 1e-4 * max(1, abs(value)), (metric, value, ours)
    return ours, theirs, metrics.adjusted_rand_score(model.labels_, labels)


def spread(values):
    return f"{statistics.mean(values):.4f} ± {statistics.stdev(values):.4f}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--algorithms", help="only these, with commas between them")
    arguments = parser.parse_args()
    algorithms = arguments.algorithms and arguments.algorithms.split(",")
    engine = Engine()
    print("| data | algorithm | silhouette, Millrace / scikit-learn | inertia, Millrace / scikit-learn | within one sd | "
          "same clusters (adjusted Rand) | fit ms, Millrace / scikit-learn |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        for data, (k, epsilon) in DATA.items():
            for peer in peers(k, epsilon):
                if algorithms and peer.algorithm not in algorithms:
                    continue
                for seed in range(3):  # these only warm both up
                    both(engine, Path(name), data, peer, seed, arguments.threads)
                runs = [both(engine, Path(name), data, peer, seed, arguments.threads) for seed in range(arguments.seeds)]
                cells, within = [], True
                for metric, better in [("silhouette", 1), ("inertia", -1)]:
                    ours, theirs = ([run[side]["metrics"][metric] for run in runs] for side in (0, 1))
                    cells.append(spread(ours) + " / " + spread(theirs))
                    gap = better * (statistics.mean(theirs) - statistics.mean(ours))
                    within = within and gap <= statistics.stdev(theirs) + 1e-9
                times = [1000 * statistics.median(run[side]["fit_seconds"] for run in runs) for side in (0, 1)]
                called = " ".join([peer.algorithm] + ([peer.hyperparameters["linkage"]]
                                                      if "linkage" in peer.hyperparameters else []))
                print(f"| {data} | {called} | {cells[0]} | {cells[1]} | {'yes' if within else 'no'} | "
                      f"{statistics.mean(run[2] for run in runs):.3f} | {times[0]:.1f} / {times[1]:.1f} |", flush=True)


if __name__ == "__main__":
    main()
