#!/usr/bin/env python3
"""SHAP values by Millrace beside those of the Python package shap, on the same XGBoost models.

Needs numpy, scikit-learn, xgboost and shap, and the compiled modules; prints the largest difference and rows a second.

    ./mvnw -q -pl bench -am compile && python3 bench/shap_compare.py
"""

import os
import subprocess
import tempfile
import time

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import numpy
import shap
import xgboost
from sklearn import datasets

from compare import class_path

REPEATS = 5


def models():
    for name, load, objective, classes in [
            ("breast_cancer", datasets.load_breast_cancer, "binary:logistic", 2),
            ("digits", datasets.load_digits, "multi:softprob", 10),
            ("diabetes", datasets.load_diabetes, "reg:squarederror", 0)]:
        rows, target = load(return_X_y=True)
        rows = rows.astype(numpy.float32)
        rows[numpy.random.default_rng(1).random(rows.shape) < 0.05] = numpy.nan
        parameters = {"objective": objective, "max_depth": 6, "eta": 0.1, "nthread": 2}
        if classes > 2:
            parameters["num_class"] = classes
        yield name, xgboost.train(parameters, xgboost.DMatrix(rows, target), 200), rows, classes


def shap_values(booster, rows):
    explainer = shap.TreeExplainer(booster)
    seconds = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        values = explainer.shap_values(rows)
        seconds.append(time.perf_counter() - began)
    return numpy.asarray(values), numpy.asarray(explainer.expected_value), min(seconds)


def millrace(booster, rows, classes, folder):
    model, data, out = (os.path.join(folder, name) for name in ("model.json", "rows.csv", "out.csv"))
    booster.save_model(model)
    numpy.savetxt(data, rows, delimiter=",", fmt="%.9g")
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
    answer = subprocess.run(
        [java, "-cp", class_path(), "dev.millrace.bench.ExplainModel", model, data, str(classes), out, str(REPEATS)],
        capture_output=True, text=True, check=True)
    return numpy.loadtxt(out, delimiter=","), float(answer.stdout.split()[-1])


def main():
    print("| model | rows | largest difference | base value | Millrace rows/s | shap rows/s |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name, booster, rows, classes in models():
            theirs, expected, their_seconds = shap_values(booster, rows)
            ours, our_seconds = millrace(booster, rows, classes, folder)
            if classes > 2:
                label = booster.predict(xgboost.DMatrix(rows)).argmax(axis=1)
                theirs = theirs[numpy.arange(len(rows)), :, label]
                expected = expected[label]
            difference = numpy.abs(ours[:, 1:] - theirs).max()
            base = numpy.abs(ours[:, 0] - expected).max()
            print(f"| {name} | {len(rows)} | {difference:.1e} | {base:.1e} | {len(rows) / our_seconds:,.0f}"
                  f" | {len(rows) / their_seconds:,.0f} |")


if __name__ == "__main__":
    main()
