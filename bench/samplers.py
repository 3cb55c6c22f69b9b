"""Millrace's samplers beside Optuna's: the best value after so many trials, one after the other, over seeds.

    pip install optuna cmaes torch xgboost lightgbm scikit-learn
    ./mvnw -q -pl bench -am compile
    python3 bench/samplers.py --seeds 20 --trials 100

Millrace's side is a Java process that is asked and told in JSON lines (dev.millrace.bench.SamplerLines). `--cache FILE` keeps
what was measured, so that a run can be taken up again; remove the entries of a sampler to measure it anew.
"""

import argparse
import json
import pathlib
import statistics
import time
import warnings

from sampler_objectives import OBJECTIVES

MILLRACE = ["tpe", "cmaes", "gp", "quasi_random", "random"]
OPTUNA = ["optuna tpe, multivariate group", "optuna tpe", "optuna tpe, univariate", "optuna cmaes", "optuna gp"]


class Millrace:
    """One Java process for all studies."""

    def __init__(self):
        from compare import Engine

        self.engine = Engine("SamplerLines")
        self.asking = []

    def study(self, sampler, space, seed, objective, trials):
        self.engine.ask({"study": {"sampler": sampler, "space": space, "seed": seed}})
        best = []
        for number in range(trials):
            answer = self.engine.ask({"ask": number})
            self.asking.append((sampler, number, answer["nanos"] / 1e6))
            value = objective(answer["point"])
            self.engine.ask({"tell": number, "loss": value})
            best.append(min(best[-1], value) if best else value)
        return best


def optuna_sampler(name, seed):
    import optuna

    if name == "optuna tpe, multivariate group":
        return optuna.samplers.TPESampler(seed=seed, multivariate=True, group=True, constant_liar=True)
    if name == "optuna tpe, univariate":
        return optuna.samplers.TPESampler(seed=seed, multivariate=False)
    if name == "optuna cmaes":
        return optuna.samplers.CmaEsSampler(seed=seed, warn_independent_sampling=False)
    if name == "optuna gp":
        return optuna.samplers.GPSampler(seed=seed)
    return optuna.samplers.TPESampler(seed=seed)


def suggest(trial, space):
    point = {}
    for name, domain in space.items():
        if all(point.get(parent) in values for parent, values in domain.get("when", {}).items()):
            point[name] = suggest_one(trial, name, domain)
    return point


def suggest_one(trial, name, domain):
    if domain["type"] == "categorical":
        return trial.suggest_categorical(name, domain["choices"])
    if domain["type"] == "int":
        return trial.suggest_int(name, domain["low"], domain["high"], step=domain.get("step", 1), log=domain.get("log", False))
    return trial.suggest_float(name, domain["low"], domain["high"], step=domain.get("step"), log=domain.get("log", False))


def optuna_study(sampler, space, seed, objective, trials):
    import optuna

    optuna.logging.set_verbosity(optuna.logging.ERROR)
    warnings.simplefilter("ignore")
    study = optuna.create_study(sampler=optuna_sampler(sampler, seed))
    best = []
    for _ in range(trials):
        trial = study.ask()
        value = objective(suggest(trial, space))
        study.tell(trial, value)
        best.append(min(best[-1], value) if best else value)
    return best


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--trials", type=int, default=100)
    parser.add_argument("--objectives", default="branin,hartmann6,rosenbrock5,conditional,ackley5,levy4")
    parser.add_argument("--samplers", default=";".join(MILLRACE + OPTUNA), help="separated by ;")
    parser.add_argument("--cache", type=pathlib.Path)
    return parser.parse_args()


def measure(options):
    cache = json.loads(options.cache.read_text()) if options.cache and options.cache.exists() else {}
    millrace = None
    for objective in options.objectives.split(","):
        space, function = OBJECTIVES[objective]()
        for sampler in options.samplers.split(";"):
            for seed in range(options.first_seed, options.first_seed + options.seeds):
                key = f"{objective}|{sampler}|{seed}|{options.trials}"
                if key in cache:
                    continue
                if sampler.startswith("optuna"):
                    cache[key] = optuna_study(sampler, space, seed, function, options.trials)[-1]
                else:
                    millrace = millrace or Millrace()
                    cache[key] = millrace.study(sampler, space, seed, function, options.trials)[-1]
                if options.cache:
                    options.cache.write_text(json.dumps(cache))
    return cache, millrace.asking if millrace else []


def report(cache, options):
    seeds = range(options.first_seed, options.first_seed + options.seeds)
    samplers = options.samplers.split(";")
    print("| objective | " + " | ".join(samplers) + " |")
    print("|---" * (len(samplers) + 1) + "|")
    for objective in options.objectives.split(","):
        cells = []
        for sampler in samplers:
            best = [cache[f"{objective}|{sampler}|{seed}|{options.trials}"] for seed in seeds]
            lower, middle, upper = statistics.quantiles(best, n=4, method="inclusive")
            cells.append(f"{middle:.4g} ({lower:.3g}–{upper:.3g})")
        print(f"| {objective} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    given = arguments()
    started = time.time()
    measured, asked = measure(given)
    report(measured, given)
    for name in MILLRACE:
        times = [millis for sampler, number, millis in asked if sampler == name and number >= given.trials // 2]
        if times:
            print(f"{name}: a proposal of the second half of a study takes {statistics.median(times):.3f} ms")
    print(f"took {time.time() - started:.0f} s")
