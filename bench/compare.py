#!/usr/bin/env python3
"""Millrace's engine beside scikit-learn and XGBoost's Python package: the same rows, the same split, several seeds.

Needs numpy, scikit-learn, xgboost and lightgbm, and the compiled modules; prints the tables of docs/benchmarks.md.

    ./mvnw -q -pl bench -am compile && python3 bench/compare.py [--seeds 10] [--only quality,random,metrics,speed] [--algorithms knn,lda]
"""

import argparse
import json
import os
import statistics
import subprocess
import tempfile
import time
import warnings
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # as Millrace has it: waiting threads do not spin

import numpy
from sklearn import datasets, metrics
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.model_selection import train_test_split

from peers import PEERS

HERE = Path(__file__).resolve().parent
MODULES = ["bench", "activities", "workflows"]
CLASSIFICATION = ["breast_cancer", "digits", "wine"]
REGRESSION = ["diabetes"]
THREADS = 2
REPEATS = 7
# Where the API cuts probabilities for log_loss; scikit-learn cuts at 2.2e-16.
CLIP = 1e-15

warnings.filterwarnings("ignore")


class Engine:
    """Millrace's engine in a process of its own, fed with runs."""

    def __init__(self, main="FitPredict", heap="3g"):
        self.process = subprocess.Popen(
            ["java" if "JAVA_HOME" not in os.environ else os.environ["JAVA_HOME"] + "/bin/java",
             f"-Xmx{heap}", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
             "-Dsmile.regression_tree.bins=1", "-cp", class_path(), f"dev.millrace.bench.{main}"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=open(os.environ.get("ENGINE_LOG", os.devnull), "w"), text=True,
            env={**os.environ, "OMP_WAIT_POLICY": "PASSIVE"})

    def run(self, csv, task, algorithm, seed, out=None, hyperparameters=None, threads=THREADS, repeats=1,
            text=None, single=False):
        return self.ask({"csv": str(csv), "target": "target", "task": task, "algorithm": algorithm, "seed": seed,
                         "hyperparameters": hyperparameters or {}, "threads": threads, "repeats": repeats,
                         "single": single, "out": out and str(out), "text": text})

    def ask(self, run):
        self.process.stdin.write(json.dumps(run) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit(f"the engine ended at {run}")
        return json.loads(answer)


def class_path():
    file = HERE / "target" / "class-path"
    if not file.exists():
        subprocess.run(["./mvnw", "-q", "-B", "-pl", "activities", "-am", "compile", "dependency:build-classpath",
                        f"-Dmdep.outputFile={file}"], cwd=HERE.parent, check=True)
    modules = [str(HERE.parent / module / "target" / "classes") for module in MODULES]
    return ":".join(modules + [jar for jar in file.read_text().split(":") if jar.endswith(".jar")])


def write_csv(path, x, y, train):
    with open(path, "w") as out:
        out.write(",".join(f"f{i}" for i in range(x.shape[1])) + ",target,split\n")
        for i in range(len(y)):
            out.write(",".join(repr(float(v)) for v in x[i]) + f",{y[i]},{'train' if train[i] else 'test'}\n")


def scores(task, truth, predicted, probabilities):
    if task == "regression":
        return {"rmse": metrics.root_mean_squared_error(truth, predicted), "r2": metrics.r2_score(truth, predicted)}
    binary = probabilities.shape[1] == 2
    return {"accuracy": metrics.accuracy_score(truth, predicted),
            "roc_auc": metrics.roc_auc_score(truth, probabilities[:, 1] if binary else probabilities,
                                             multi_class="ovr"),
            "log_loss": metrics.log_loss(truth, probabilities)}


def both(engine, folder, name, peer, seed):
    task = peer.task
    x, y = getattr(datasets, "load_" + name)(return_X_y=True)
    train_rows, _ = train_test_split(numpy.arange(len(y)), test_size=0.25, random_state=seed,
                                     stratify=y if task == "classification" else None)
    train = numpy.zeros(len(y), bool)
    train[train_rows] = True
    csv = folder / f"{name}-{seed}.csv"
    if not csv.exists():
        write_csv(csv, x, y, train)
    ours = engine.run(csv, task, peer.algorithm, seed, hyperparameters=peer.hyperparameters, repeats=3)
    model = peer.make(seed, THREADS)
    start = time.perf_counter()
    model.fit(x[train], y[train])
    fitted = time.perf_counter()
    predicted = model.predict(x[~train])
    done = time.perf_counter()
    probabilities = model.predict_proba(x[~train]) if task == "classification" else None
    theirs = {"metrics": scores(task, y[~train], predicted, probabilities), "fit_seconds": fitted - start,
              "predict_seconds": done - fitted}
    return ours, theirs


def quality(engine, folder, seeds, algorithms):
    """The first run of each algorithm only warms the engine up."""
    print("| data | algorithm | metric | Millrace | peer | within one sd | fit ms, Millrace / peer | predict ms |")
    print("|---|---|---|---|---|---|---|---|")
    for name in CLASSIFICATION + REGRESSION:
        task = "regression" if name in REGRESSION else "classification"
        for peer in PEERS:
            if peer.task != task or (algorithms and peer.algorithm not in algorithms):
                continue
            both(engine, folder, name, peer, 0)
            runs = [both(engine, folder, name, peer, seed) for seed in range(seeds)]
            times = " | ".join(
                " / ".join(f"{1000 * statistics.median(run[side][part] for run in runs):.1f}" for side in (0, 1))
                for part in ("fit_seconds", "predict_seconds"))
            for metric in runs[0][1]["metrics"]:
                ours, theirs = ([run[side]["metrics"][metric] for run in runs] for side in (0, 1))
                less = metric in ("rmse", "log_loss")
                gap = (statistics.mean(ours) - statistics.mean(theirs)) * (1 if less else -1)
                sd = statistics.stdev(theirs)
                verdict = "yes" if gap <= sd + 1e-9 else f"no (by {gap:.4f})"
                print(f"| {name} | {peer.algorithm} | {metric} | {statistics.mean(ours):.4f} ± {statistics.stdev(ours):.4f} "
                      f"| {statistics.mean(theirs):.4f} ± {sd:.4f} | {verdict} | {times} |", flush=True)


def random_labels(engine, folder):
    """Nothing can be learned from a random id: the AUC has to be that of guessing."""
    print("\n| algorithm | AUC of a random id, shuffled labels (mean of 10) |\n|---|---|")
    for algorithm in ["logistic_regression", "random_forest", "xgboost"]:
        for kind in ["number", "text"]:
            areas = []
            for seed in range(10):
                random = numpy.random.default_rng(seed)
                rows = 2000
                ids = random.permutation(rows)
                labels = random.permutation(numpy.arange(rows) % 2)
                csv = folder / f"random-{kind}-{seed}.csv"
                with open(csv, "w") as out:
                    out.write("id,target,split\n")
                    for i in range(rows):
                        value = ids[i] if kind == "number" else f"c{ids[i]}"
                        out.write(f"{value},{labels[i]},{'train' if i % 4 else 'test'}\n")
                areas.append(engine.run(csv, "classification", algorithm, seed)["metrics"]["roc_auc"])
            print(f"| {algorithm}, id as {kind} | {statistics.mean(areas):.3f} "
                  f"({min(areas):.3f} to {max(areas):.3f}) |", flush=True)


def metric_equality(engine, folder):
    """Millrace's metrics of its predictions against scikit-learn's of the same predictions."""
    worst = {}
    for name in CLASSIFICATION + REGRESSION:
        task = "regression" if name in REGRESSION else "classification"
        for algorithm in ["ridge" if task == "regression" else "logistic_regression", "random_forest", "xgboost"]:
            out = folder / "predictions.csv"
            answer = both_written(engine, folder, name, task, algorithm, out)
            rows = numpy.loadtxt(out, delimiter=",")
            truth, predicted = rows[:, 0], rows[:, 1]
            expected = (regression_metrics(truth, predicted) if task == "regression"
                        else class_metrics(truth, predicted, rows[:, 2:]))
            for metric, value in expected.items():
                worst[metric] = max(worst.get(metric, 0), abs(answer["metrics"][metric] - value))
    print("\n| metric | largest difference from scikit-learn's on the same predictions |\n|---|---|")
    for metric, difference in worst.items():
        print(f"| {metric} | {difference:.1e} |")
        assert difference < 1e-6, metric


def both_written(engine, folder, name, task, algorithm, out):
    csv = folder / f"{name}-0.csv"
    if not csv.exists():
        x, y = getattr(datasets, "load_" + name)(return_X_y=True)
        write_csv(csv, x, y, numpy.random.default_rng(0).random(len(y)) < 0.75)
    return engine.run(csv, task, algorithm, 0, out)


def regression_metrics(truth, predicted):
    return {"rmse": metrics.root_mean_squared_error(truth, predicted),
            "mae": metrics.mean_absolute_error(truth, predicted),
            "r2": metrics.r2_score(truth, predicted),
            "mape": metrics.mean_absolute_percentage_error(truth, predicted)}


def class_metrics(truth, predicted, probabilities):
    binary = probabilities.shape[1] == 2
    average = "binary" if binary else "macro"
    return {"accuracy": metrics.accuracy_score(truth, predicted),
            "precision": metrics.precision_score(truth, predicted, average=average),
            "recall": metrics.recall_score(truth, predicted, average=average),
            "f1": metrics.f1_score(truth, predicted, average=average),
            "roc_auc": metrics.roc_auc_score(truth, probabilities[:, 1] if binary else probabilities,
                                             multi_class="ovr"),
            "log_loss": metrics.log_loss(truth, numpy.clip(probabilities, CLIP, 1 - CLIP))}


def speed(engine, folder):
    """Forests of 100 trees fitted on 20,000 rows predict 100,000 rows of 30 features, on one thread."""
    print("\n| 100 trees, 100,000 × 30, one thread | Millrace rows/s | scikit-learn rows/s |\n|---|---|---|")
    for task in ["classification", "regression"]:
        random = numpy.random.default_rng(1)
        x = random.standard_normal((120_000, 30)).astype("float32")
        signal = x[:, :10] @ random.standard_normal(10) + numpy.sin(3 * x[:, 10]) * 2
        y = (signal + random.standard_normal(len(x)) > 0).astype(int) if task == "classification" else signal
        train = numpy.arange(len(y)) < 20_000
        csv = folder / f"speed-{task}.csv"
        write_csv(csv, x, y, train)
        kind = RandomForestClassifier if task == "classification" else RandomForestRegressor
        peer = kind(random_state=0, n_jobs=1, max_features="sqrt" if task == "classification" else 1 / 3)
        start = time.perf_counter()
        peer.fit(x[train], y[train])
        fit = time.perf_counter() - start
        answer = engine.run(csv, task, "random_forest", 0, threads=1, repeats=REPEATS)
        seconds = []
        for _ in range(REPEATS):
            start = time.perf_counter()
            peer.predict(x[~train])
            seconds.append(time.perf_counter() - start)
        rows = (~train).sum()
        print(f"| {task} (fit {answer['fit_seconds']:.1f} s / {fit:.1f} s) | {rows / answer['predict_seconds']:,.0f} "
              f"| {rows / min(seconds):,.0f} |", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--only", default="quality,random,metrics,speed")
    parser.add_argument("--algorithms", help="only these in the quality table, with commas between them")
    arguments = parser.parse_args()
    algorithms = arguments.algorithms and arguments.algorithms.split(",")
    engine = Engine()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parts = {"quality": lambda: quality(engine, folder, arguments.seeds, algorithms),
                 "random": lambda: random_labels(engine, folder),
                 "metrics": lambda: metric_equality(engine, folder),
                 "speed": lambda: speed(engine, folder)}
        for part in arguments.only.split(","):
            parts[part]()


if __name__ == "__main__":
    main()
