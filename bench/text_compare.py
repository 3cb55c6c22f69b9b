#!/usr/bin/env python3
"""Text columns beside scikit-learn: whose docstring is it? Each docstring of Python's standard library belongs to the package
it stands in; the packages with the most of them are the classes.

Needs scikit-learn and the compiled modules; prints the table of docs/benchmarks.md.

    ./mvnw -q -pl bench -am compile && python3 bench/text_compare.py [--seeds 5] [--minilm-seeds 1]
"""

import argparse
import ast
import collections
import platform
import random
import statistics
import sysconfig
import tempfile
import time
import warnings
from pathlib import Path

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline

from compare import Engine

CLASSES = 10
WORDS = 1000


def corpus():
    """(docstring, package), each text once, of the packages with the most texts; commas and line breaks are spaces."""
    library = Path(sysconfig.get_paths()["stdlib"])
    found = {}
    for file in sorted(library.glob("*/**/*.py")):
        package = file.relative_to(library).parts[0]
        if package in ("site-packages", "dist-packages", "test") or "test" in file.parts or "tests" in file.parts:
            continue
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = ast.parse(file.read_text(encoding="utf-8"))
        except (SyntaxError, UnicodeDecodeError):
            continue
        for node in ast.walk(tree):
            if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
                text = " ".join((ast.get_docstring(node) or "").replace(",", " ").split())
                if len(text) > 20:
                    found.setdefault(text, package)
    packages = [name for name, _ in collections.Counter(found.values()).most_common(CLASSES)]
    return [(text, package) for text, package in found.items() if package in packages], packages


def ours(engine, csv, encoding, seed):
    answer = engine.run(csv, "classification", "logistic_regression", seed, text={"text": encoding})
    return answer["metrics"]["accuracy"], answer["prepare_seconds"] + answer["fit_seconds"]


def theirs(rows, train, test):
    pipeline = make_pipeline(TfidfVectorizer(max_features=WORDS), LogisticRegression(max_iter=1000))
    start = time.perf_counter()
    pipeline.fit([rows[i][0] for i in train], [rows[i][1] for i in train])
    pipeline[0].transform([rows[i][0] for i in test])  # Millrace's preparation has both parts
    seconds = time.perf_counter() - start
    return accuracy_score([rows[i][1] for i in test], pipeline.predict([rows[i][0] for i in test])), seconds


def split(rows, seed, csv):
    train, test = train_test_split(range(len(rows)), test_size=0.25, random_state=seed, stratify=[r[1] for r in rows])
    chosen = set(test)
    lines = [f"{text},{package},{'test' if i in chosen else 'train'}\n" for i, (text, package) in enumerate(rows)]
    random.Random(seed).shuffle(lines)
    csv.write_text("text,target,split\n" + "".join(lines), encoding="utf-8")
    return train, test


def shown(values, form):
    return f"{statistics.mean(values):{form}} ± {statistics.stdev(values) if len(values) > 1 else 0:{form}}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--minilm-seeds", type=int, default=1)
    arguments = parser.parse_args()
    rows, packages = corpus()
    print(f"{len(rows)} docstrings of Python {platform.python_version()}, {len(packages)} classes: {', '.join(packages)}")
    engine = Engine()
    runs = collections.defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        csv = Path(folder) / "docstrings.csv"
        split(rows, 0, csv)
        ours(engine, csv, "tfidf", 0)  # warms the engine up
        for seed in range(arguments.seeds):
            train, test = split(rows, seed, csv)
            runs["Millrace, tfidf"].append(ours(engine, csv, "tfidf", seed))
            runs["scikit-learn, TfidfVectorizer"].append(theirs(rows, train, test))
            if seed < arguments.minilm_seeds:
                runs["Millrace, minilm"].append(ours(engine, csv, "minilm", seed))
    print("\n| logistic regression on | accuracy | seconds to prepare and fit |\n|---|---|---|")
    for name, scores in runs.items():
        print(f"| {name} | {shown([s[0] for s in scores], '.4f')} | {shown([s[1] for s in scores], '.2f')} |")


if __name__ == "__main__":
    main()
