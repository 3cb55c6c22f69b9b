"""What samplers.py minimises: a space, as the API takes it, and a function of a point."""

import functools
import math

A = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]]
P = [[0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
     [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381]]


def real(low, high, **more):
    return {"type": "float", "low": low, "high": high, **more}


def whole(low, high, **more):
    return {"type": "int", "low": low, "high": high, **more}


def box(low, high, dimensions):
    return {f"x{i}": real(low, high) for i in range(dimensions)}


def branin_at(x, y):
    return ((y - 5.1 / (4 * math.pi ** 2) * x * x + 5 / math.pi * x - 6) ** 2
            + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x) + 10)


def branin():
    return {"x": real(-5.0, 10.0), "y": real(0.0, 15.0)}, lambda p: branin_at(p["x"], p["y"])


def hartmann6():
    def function(point):
        x = list(point.values())
        return -sum(c * math.exp(-sum(a * (v - p) ** 2 for a, v, p in zip(row, x, centre)))
                    for c, row, centre in zip([1, 1.2, 3, 3.2], A, P))

    return box(0.0, 1.0, 6), function


def rosenbrock5():
    def function(point):
        x = list(point.values())
        return sum(100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2 for i in range(len(x) - 1))

    return box(-5.0, 10.0, 5), function


def ackley5():
    def function(point):
        x = list(point.values())
        return (20 + math.e - 20 * math.exp(-0.2 * math.sqrt(sum(v * v for v in x) / len(x)))
                - math.exp(sum(math.cos(2 * math.pi * v) for v in x) / len(x)))

    return box(-20.0, 32.0, 5), function


def levy4():
    def function(point):
        w = [1 + (v - 1) / 4 for v in point.values()]
        return (math.sin(math.pi * w[0]) ** 2
                + sum((v - 1) ** 2 * (1 + 10 * math.sin(math.pi * v + 1) ** 2) for v in w[:-1])
                + (w[-1] - 1) ** 2 * (1 + math.sin(2 * math.pi * w[-1]) ** 2))

    return box(-10.0, 10.0, 4), function


def mixed():
    """Whole, stepped, logarithmic and categorical ones that depend on each other smoothly."""
    space = {"rate": real(1e-5, 1.0, log=True), "trees": whole(10, 1000, log=True), "depth": whole(1, 16),
             "share": real(0.1, 1.0, step=0.1), "rule": {"type": "categorical", "choices": ["a", "b", "c", "d"]}}

    def function(p):
        return ((math.log10(p["rate"]) + 0.7 * math.log10(p["trees"]) - 0.2) ** 2 + ((p["depth"] - 7) / 5) ** 2
                + 2 * (p["share"] - 0.7) ** 2 + (math.log10(p["trees"]) - 2.4) ** 2
                + {"a": 0.3, "b": 0.0, "c": 0.5, "d": 1.0}[p["rule"]])

    return space, function


def conditional():
    """Three algorithms with parameters of their own; the second is best at its best, and worse at its worst."""
    only = lambda name: {"when": {"algorithm": [name]}}
    kernel = {"when": {"algorithm": ["machine"], "machine.kernel": ["radial"]}}
    space = {"algorithm": {"type": "categorical", "choices": ["forest", "machine", "linear"]},
             "forest.trees": whole(10, 500, log=True, **only("forest")), "forest.depth": whole(1, 30, **only("forest")),
             "machine.kernel": {"type": "categorical", "choices": ["flat", "radial", "cubic"], **only("machine")},
             "machine.cost": real(1e-3, 1e3, log=True, **only("machine")), "machine.width": real(1e-4, 10.0, log=True, **kernel),
             "linear.penalty": real(1e-6, 1e2, log=True, **only("linear")), "linear.mix": real(0.0, 1.0, **only("linear"))}

    def function(p):
        if p["algorithm"] == "forest":
            return 0.10 + 0.05 * (math.log(p["forest.trees"] / 300) / 3) ** 2 + 0.1 * ((p["forest.depth"] - 14) / 20) ** 2
        if p["algorithm"] == "linear":
            return 0.16 + 0.004 * math.log10(p["linear.penalty"] / 0.01) ** 2 + 0.05 * (p["linear.mix"] - 0.3) ** 2
        cost = math.log10(p["machine.cost"] / 20)
        if p["machine.kernel"] != "radial":
            return (0.2 if p["machine.kernel"] == "flat" else 0.15) + 0.02 * cost ** 2
        width = math.log10(p["machine.width"] / 0.02)
        return 0.05 + 0.6 * (1 - math.exp(-0.5 * (width + 0.5 * cost) ** 2 - 0.1 * cost ** 2))

    return space, function


def boosting(data, folds):
    """XGBoost's log loss in so many of three folds, at few rounds."""
    import numpy
    import xgboost
    from sklearn.model_selection import StratifiedKFold

    table = data()
    classes = len(numpy.unique(table.target))
    splits = list(StratifiedKFold(3, shuffle=True, random_state=0).split(table.data, table.target))
    space = {"eta": real(0.01, 1.0, log=True), "max_depth": whole(1, 10), "rounds": whole(5, 40, log=True),
             "min_child_weight": real(0.1, 30.0, log=True), "subsample": real(0.3, 1.0), "colsample_bytree": real(0.2, 1.0),
             "lambda": real(1e-3, 100.0, log=True)}
    matrices = [(xgboost.DMatrix(table.data[train], table.target[train]), xgboost.DMatrix(table.data[test]), table.target[test])
                for train, test in splits[:folds]]

    def function(point):
        rounds = point["rounds"]
        settings = {name: value for name, value in point.items() if name != "rounds"}
        settings |= {"objective": "multi:softprob", "num_class": classes, "nthread": 1, "seed": 0, "verbosity": 0}
        losses = []
        for train, test, wanted in matrices:
            likely = xgboost.train(settings, train, rounds).predict(test)
            losses.append(-numpy.log(numpy.clip(likely[numpy.arange(len(wanted)), wanted], 1e-15, 1)).mean())
        return float(numpy.mean(losses))

    return space, function


def breast_cancer():
    from sklearn.datasets import load_breast_cancer

    return boosting(load_breast_cancer, 3)


def digits():
    from sklearn.datasets import load_digits

    return boosting(load_digits, 1)


OBJECTIVES = {function.__name__: functools.cache(function) for function in (
    branin, hartmann6, rosenbrock5, ackley5, levy4, mixed, conditional, breast_cancer, digits)}
