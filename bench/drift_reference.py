#!/usr/bin/env python3
"""Makes the samples and values that Millrace's drift statistics are compared with: KS and chi-square by scipy, PSI by numpy.

  python bench/drift_reference.py > activities/src/test/resources/dev/millrace/monitoring/scipy.json
"""
import json

import numpy
import scipy
from scipy import stats

random = numpy.random.default_rng(8)
BINS = 10


def psi(reference, current):
    edges = numpy.unique(numpy.quantile(reference, numpy.arange(1, BINS) / BINS))
    if edges[0] == reference.min():
        edges = numpy.insert(edges, 0, numpy.nextafter(edges[0], -numpy.inf))
    return index(*(numpy.bincount(numpy.searchsorted(edges, v), minlength=len(edges) + 1) for v in (reference, current)))


def index(*counts):
    p, q = ((c + 0.5) / (c.sum() + 0.5 * len(c)) for c in counts)
    return float(numpy.sum((q - p) * numpy.log(q / p)))


def numbers(name, reference, current):
    ks = stats.ks_2samp(reference, current)
    return {"name": name, "reference": reference.tolist(), "current": current.tolist(),
            "ks": [float(ks.statistic), float(ks.pvalue)], "psi": psi(reference, current)}


def counts(name, table):
    chi = stats.chi2_contingency([[r for r, c in zip(*table) if r + c], [c for r, c in zip(*table) if r + c]], correction=False)
    return {"name": name, "reference": table[0], "current": table[1],
            "chi_square": [float(chi.statistic), float(chi.pvalue)], "psi": index(*map(numpy.array, table))}


def normal(size, mean=0.0):
    return random.normal(mean, 1, size).round(6)


print(json.dumps({
    "scipy": scipy.__version__,
    "numbers": [
        numbers("same distribution", normal(300), normal(200)),
        numbers("same size", normal(250), normal(250, 0.2)),
        numbers("shifted", normal(400), normal(150, 0.5)),
        numbers("far apart", normal(60), normal(60, 9)),
        numbers("identical", *[normal(40)] * 2),
        numbers("few", normal(5), normal(7)),
        numbers("one value against many", normal(50), normal(1)),
        numbers("many ties", random.integers(0, 17, 500).astype(float), random.integers(2, 17, 301).astype(float)),
        numbers("constant, then not", numpy.zeros(80), random.integers(-1, 2, 90).astype(float)),
        numbers("mostly zero", random.poisson(0.1, 997).astype(float), random.poisson(0.3, 1000).astype(float)),
    ],
    "counts": [
        counts("same distribution", [[120, 240, 95, 33], [60, 118, 50, 15]]),
        counts("shifted", [[500, 300, 200], [150, 180, 270]]),
        counts("a category that is gone and a new one", [[50, 70, 0, 12], [0, 65, 30, 10]]),
        counts("a category of neither", [[50, 0, 70], [40, 0, 65]]),
        counts("two categories", [[5000, 120], [980, 60]]),
    ],
}, indent=None, separators=(",", ":")))
