#!/usr/bin/env python3
"""Millrace's forecasts beside statsmodels' ARIMA and XGBoost's Python package on the same lags, from the same origins.

Needs numpy, pandas, statsmodels and xgboost, and the compiled modules; prints the tables of docs/benchmarks.md.

    ./mvnw -q -pl bench -am compile && python3 bench/forecasts.py [--folds 5] [--repeats 3]
"""

import argparse
import os
import statistics
import tempfile
import time
import warnings
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # as Millrace has it: waiting threads do not spin

import numpy
import pandas
import xgboost
from statsmodels import datasets
from statsmodels.tsa.arima.model import ARIMA

from compare import THREADS, Engine

LEVEL = 0.95
warnings.filterwarnings("ignore")


def series():
    """Name, times (seconds where they are timestamps), values, horizon, (p, d, q), the trend that trees need taken off."""
    sunspots = datasets.sunspots.load_pandas().data
    nile = datasets.nile.load_pandas().data
    co2 = datasets.co2.load_pandas().data["co2"].resample("MS").mean().interpolate()
    macro = datasets.macrodata.load_pandas().data
    quarters = pandas.PeriodIndex.from_fields(year=macro.year.astype(int), quarter=macro.quarter.astype(int), freq="Q").to_timestamp()
    yield "sunspots", sunspots.YEAR, sunspots.SUNACTIVITY, 5, (2, 0, 1), "none", 12
    yield "nile", nile.year, nile.volume, 5, (1, 0, 1), "linear", 12
    yield "co2 (monthly)", seconds(co2.index), co2.to_numpy(), 12, (2, 1, 2), "difference", 12
    yield "real GDP", seconds(quarters), macro.realgdp, 4, (1, 1, 1), "difference", 4
    yield "unemployment", seconds(quarters), macro.unemp, 4, (2, 0, 1), "difference", 4


def seconds(index):
    return (index - pandas.Timestamp(0)) // pandas.Timedelta(seconds=1)


def arima(train, horizon, order):
    start = time.perf_counter()
    fitted = ARIMA(train, order=order).fit()
    forecast = fitted.get_forecast(horizon)
    bounds = forecast.conf_int(alpha=1 - LEVEL)
    return time.perf_counter() - start, forecast.predicted_mean, bounds[:, 0], bounds[:, 1]


class Lags:
    """XGBoost on the features that boosted_lags makes, fitted twice as it is, with the same intervals."""

    def __init__(self, trend, lags, months):
        self.trend, self.lags, self.months = trend, lags, months
        self.means = [n for n in (3, 6, 12, 24) if n <= lags]

    def features(self, rest, step):
        window = rest[step - self.lags:step][::-1]
        means = [window[:n].mean() for n in self.means]
        return [*window, *means, *([] if self.months is None else [self.months[step]])]

    def fit(self, values):
        line = numpy.polyfit(numpy.arange(len(values)), values, 1) if self.trend == "linear" else (0, values.mean())
        rest = self.rest(values, line)
        first = self.lags + (self.trend == "difference")
        x = numpy.array([self.features(rest, step) for step in range(first, len(values))], dtype=numpy.float32)
        model = xgboost.train(
            {"tree_method": "hist", "learning_rate": 0.1, "max_depth": 4, "min_child_weight": 3, "nthread": THREADS, "seed": 42},
            xgboost.DMatrix(x, rest[first:]), 100)
        return model, line

    def rest(self, values, line):
        if self.trend == "difference":
            return numpy.concatenate([[numpy.nan], numpy.diff(values)])
        return values - numpy.polyval(line, numpy.arange(len(values)))

    def forecast(self, fitted, values, origins, steps):
        model, line = fitted
        rest = self.rest(values, line)
        pasts = [numpy.concatenate([rest[:origin], numpy.zeros(steps)]) for origin in origins]
        out = numpy.zeros((len(origins), steps))
        for step in range(steps):
            x = numpy.array([self.features(past, origin + step) for past, origin in zip(pasts, origins)], dtype=numpy.float32)
            for i, (value, origin) in enumerate(zip(model.predict(xgboost.DMatrix(x)), origins)):
                pasts[i][origin + step] = value
                before = values[origin - 1] if step == 0 else out[i, step - 1]
                out[i, step] = value + (before if self.trend == "difference" else numpy.polyval(line, origin + step))
        return out

    def run(self, train, steps):
        start = time.perf_counter()
        kept = max(1, int(len(train) * 0.2), min(2 * steps, len(train) // 3))
        origins = list(range(len(train) - kept, len(train)))
        off = self.forecast(self.fit(train[:-kept]), train, origins, steps)
        reach, widest = [], 0
        for step in range(steps):
            errors = sorted(abs(train[o + step] - off[i, step]) for i, o in enumerate(origins) if o + step < len(train))
            rank = int(numpy.ceil((len(errors) + 1) * LEVEL))
            widest = max(widest, errors[rank - 1] if rank <= len(errors)
                         else max(errors[-1], 1.96 * numpy.sqrt(numpy.mean(numpy.square(errors)))))
            reach.append(widest)
        values = self.forecast(self.fit(train), train, [len(train)], steps)[0]
        return time.perf_counter() - start, values, values - reach, values + reach


def rmse(truth, values):
    return float(numpy.sqrt(numpy.mean((numpy.asarray(truth) - numpy.asarray(values)) ** 2)))


def row(name, algorithm, settings, ours, peers):
    truths = [fold["truth"] for fold in ours]
    mine = [rmse(fold["truth"], fold["values"]) for fold in ours]
    theirs = [rmse(truth, peer[1]) for truth, peer in zip(truths, peers)]
    covered = lambda lowers, uppers: numpy.mean([l <= t <= u for truth, lower, upper in zip(truths, lowers, uppers)
                                                 for t, l, u in zip(truth, lower, upper)])
    within = abs(statistics.mean(mine) - statistics.mean(theirs)) <= statistics.stdev(theirs)
    fit, peer_fit = sum(fold["fit_seconds"] for fold in ours), sum(peer[0] for peer in peers)
    spread = lambda values: f"{statistics.mean(values):.4g} ± {statistics.stdev(values):.3g}"
    print(f"| {name} | {algorithm} {settings} | {spread(mine)} | {spread(theirs)} | {'yes' if within else 'NO'} "
          f"| {covered([f['lower'] for f in ours], [f['upper'] for f in ours]):.2f} / "
          f"{covered([p[2] for p in peers], [p[3] for p in peers]):.2f} "
          f"| {1000 * fit / len(ours):.1f} / {1000 * peer_fit / len(ours):.1f} | {fit / peer_fit:.2f} |", flush=True)


def fastest(run, repeats):
    return min((run() for _ in range(repeats)), key=lambda answer: answer[0])


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--folds", type=int, default=5)
    arguments.add_argument("--repeats", type=int, default=3)
    arguments = arguments.parse_args()
    engine = Engine("BackTests")
    print("| series | algorithm | rmse, Millrace | rmse, peer | within one sd | coverage of 95 %, Millrace / peer "
          "| fit ms, Millrace / peer | ratio |\n|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name, times, values, horizon, order, trend, lags in series():
            times, values = numpy.asarray(times, dtype=float), numpy.asarray(values, dtype=float)
            csv = Path(folder) / "series.csv"
            csv.write_text("time,value\n" + "".join(f"{t!r},{v!r}\n" for t, v in zip(times.tolist(), values.tolist())))
            stamps = abs(times).max() > 1e6
            common = dict(csv=str(csv), timestamps=bool(stamps), horizon=horizon, folds=arguments.folds, threads=THREADS,
                          repeats=arguments.repeats)
            engine.ask({"algorithm": "boosted_lags", "hyperparameters": {"lags": lags}, **{**common, "repeats": 10}})  # warms up
            ours = engine.ask({"algorithm": "arma", "hyperparameters": dict(zip("pdq", order)), **common})
            trains = [values[:fold["train_rows"]] for fold in ours]
            row(name, "arma", order, ours,
                [fastest(lambda: arima(train, horizon, order), arguments.repeats) for train in trains])
            ours = engine.ask({"algorithm": "boosted_lags", "hyperparameters": {"trend": trend, "lags": lags}, **common})
            months = pandas.to_datetime(times, unit="s").month.to_numpy() if stamps else None
            if months is not None:
                months = numpy.concatenate([months, months[-12:]])  # what comes next, for whole years of steps
            peer = Lags(trend, lags, months)
            row(name, "boosted_lags", f"{trend}, {lags} lags", ours,
                [fastest(lambda: peer.run(train, horizon), arguments.repeats) for train in trains])


if __name__ == "__main__":
    main()
