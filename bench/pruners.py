#!/usr/bin/env python3
"""Millrace's pruners beside Optuna's: the rounds they spend on the same trials, and the best value they find.

Needs optuna, scikit-learn and xgboost, and the compiled modules; prints the tables of docs/benchmarks.md.

    ./mvnw -q -pl bench -am compile && python3 bench/pruners.py [--trials 150] [--seeds 15] [--curves folder]

Every trial is an XGBoost fit of 100 rounds, with its log loss on held-out rows reported after each. Parameters come from
Optuna's RandomSampler, so that all pruners of a seed are given the same trials, whose curves are computed once.
"""

import argparse
import json
import math
import pathlib
import statistics
import tempfile

import optuna
import xgboost
from sklearn.datasets import load_breast_cancer, load_digits
from sklearn.model_selection import train_test_split

from compare import Engine

ROUNDS = 100
DATASETS = {"digits": load_digits, "breast-cancer": load_breast_cancer}
PEERS = {
    "asha": lambda seed: optuna.pruners.SuccessiveHalvingPruner(),
    "hyperband": lambda seed: optuna.pruners.HyperbandPruner(),
    "median": lambda seed: optuna.pruners.MedianPruner(),
}


def parameters(trial):
    return {
        "max_depth": trial.suggest_int("max_depth", 2, 8),
        "learning_rate": trial.suggest_float("learning_rate", 0.01, 0.5, log=True),
        "subsample": trial.suggest_float("subsample", 0.4, 1.0),
        "colsample_bytree": trial.suggest_float("colsample_bytree", 0.3, 1.0),
        "min_child_weight": trial.suggest_float("min_child_weight", 0.5, 20, log=True),
        "reg_lambda": trial.suggest_float("reg_lambda", 0.01, 10, log=True),
    }


def curve(dataset, chosen):
    features, labels = DATASETS[dataset](return_X_y=True)
    train, held_out, y, y_held_out = train_test_split(features, labels, test_size=0.25, random_state=0, stratify=labels)
    classes = len(set(labels))
    objective = {"objective": "multi:softprob", "num_class": classes} if classes > 2 else {"objective": "binary:logistic"}
    told = {}
    xgboost.train({**chosen, **objective, "eval_metric": "mlogloss" if classes > 2 else "logloss", "nthread": 1, "seed": 0},
                  xgboost.DMatrix(train, y), ROUNDS, evals=[(xgboost.DMatrix(held_out, y_held_out), "held_out")],
                  evals_result=told, verbose_eval=False)
    return next(iter(told["held_out"].values()))


def curves(dataset, seed, trials, folder):
    stored = folder / f"{dataset}-{seed}.json"
    known = json.loads(stored.read_text()) if stored.exists() else []
    study = optuna.create_study(sampler=optuna.samplers.RandomSampler(seed=seed))
    for number in range(trials):
        chosen = parameters(study.ask())
        if number >= len(known):
            known.append(curve(dataset, chosen))
    stored.write_text(json.dumps(known))
    return known[:trials]


class Optuna:
    def __init__(self, pruner, seed):
        self.study = optuna.create_study(study_name=f"study-{seed}", pruner=PEERS[pruner](seed))

    def begin(self, number):
        self.trial = self.study.ask()

    def prunes(self, step, loss):
        self.trial.report(loss, step)
        return self.trial.should_prune()

    def end(self, pruned, loss):
        if pruned:
            self.study.tell(self.trial, state=optuna.trial.TrialState.PRUNED)
        else:
            self.study.tell(self.trial, loss)


class Millrace:
    def __init__(self, engine, pruner, seed):
        self.engine = engine
        self.ask(pruner=pruner, seed=seed)

    def ask(self, **line):
        return self.engine.ask({"seed": 0, "trial": 0, "step": 0, "completed": False, **line})["prune"]

    def begin(self, number):
        self.number = number

    def prunes(self, step, loss):
        return self.ask(trial=self.number, step=step, loss=loss)

    def end(self, pruned, loss):
        if not pruned:
            self.ask(trial=self.number, completed=True)


def course(pruner, trials):
    """After each trial: the rounds spent so far, and the best value of those that were completed."""
    rounds, best, course = 0, math.inf, []
    for number, losses in enumerate(trials):
        pruner.begin(number)
        step = next((step for step, loss in enumerate(losses, start=1) if pruner.prunes(step, loss)), None)
        pruner.end(step is not None, losses[-1])
        rounds += step or len(losses)
        best = best if step else min(best, losses[-1])
        course.append((rounds, best))
    return course


def best_within(rounds, course):
    return min((best for spent, best in course if spent <= rounds), default=math.inf)


def compared(peers, ours):
    """Rounds spent, the best value in the end, and after as many rounds as the thriftier of both spends."""
    spent = [statistics.median(each[-1][0] for each in side) for side in (peers, ours)]
    ends = [statistics.fmean(each[-1][1] for each in side) for side in (peers, ours)]
    pairs = [(best_within(min(spent), peer), best_within(min(spent), our)) for peer, our in zip(peers, ours)]
    same = [statistics.fmean(pair[side] for pair in pairs) for side in (0, 1)]
    better, worse = sum(our < peer for peer, our in pairs), sum(our > peer for peer, our in pairs)
    return (f"{spent[0]:,.0f} / {spent[1]:,.0f} | {ends[0]:.4f} / {ends[1]:.4f} | {min(spent):,.0f} "
            f"| {same[0]:.4f} / {same[1]:.4f} | {better} / {len(pairs) - better - worse} / {worse} |")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--trials", type=int, default=150)
    arguments.add_argument("--seeds", type=int, default=15)
    arguments.add_argument("--curves", type=pathlib.Path, help="keeps curves for the next time")
    given = arguments.parse_args()
    folder = given.curves or pathlib.Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    engine = Engine("Pruning", heap="256m")
    print("| data set | pruner | rounds spent, Optuna / Millrace | log loss in the end, Optuna / Millrace | rounds, the same for both "
          "| log loss after these, Optuna / Millrace | seeds better / same / worse |")
    print("|---|---|---|---|---|---|---|")
    for dataset in DATASETS:
        studies = [curves(dataset, seed, given.trials, folder) for seed in range(given.seeds)]
        full = statistics.fmean(min(losses[-1] for losses in trials) for trials in studies)
        print(f"| {dataset} | none | {given.trials * ROUNDS:,} | {full:.4f} | | | |")
        for name in PEERS:
            peers = [course(Optuna(name, seed), trials) for seed, trials in enumerate(studies)]
            ours = [course(Millrace(engine, name, seed), trials) for seed, trials in enumerate(studies)]
            print(f"| {dataset} | {name} | {compared(peers, ours)}", flush=True)


if __name__ == "__main__":
    main()
