"""What each of Millrace's algorithms is measured beside: one entry an algorithm and task."""

from dataclasses import dataclass, field
from typing import Callable

import lightgbm
import xgboost
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis, QuadraticDiscriminantAnalysis
from sklearn.ensemble import (AdaBoostClassifier, GradientBoostingClassifier, GradientBoostingRegressor,
                              RandomForestClassifier, RandomForestRegressor)
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import ConstantKernel, RBF, WhiteKernel
from sklearn.linear_model import ElasticNet, Lasso, LinearRegression, LogisticRegression, Ridge
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC, SVR
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor


@dataclass(frozen=True)
class Peer:
    """`make(seed, threads)` gives what fits like `algorithm` with `hyperparameters`."""

    algorithm: str
    task: str
    make: Callable
    hyperparameters: dict = field(default_factory=dict)


def scaled(model):
    return make_pipeline(StandardScaler(), model)


PEERS = [
    Peer("logistic_regression", "classification", lambda seed, threads: scaled(LogisticRegression(max_iter=1000))),
    Peer("linear", "regression", lambda seed, threads: scaled(LinearRegression())),
    Peer("lasso", "regression", lambda seed, threads: scaled(Lasso())),
    Peer("elastic_net", "regression", lambda seed, threads: scaled(ElasticNet())),
    Peer("ridge", "regression", lambda seed, threads: scaled(Ridge())),
    Peer("random_forest", "classification",
         lambda seed, threads: RandomForestClassifier(random_state=seed, n_jobs=threads)),
    Peer("random_forest", "regression", lambda seed, threads: RandomForestRegressor(random_state=seed, n_jobs=threads)),
    Peer("decision_tree", "classification", lambda seed, threads: DecisionTreeClassifier(random_state=seed)),
    Peer("decision_tree", "regression", lambda seed, threads: DecisionTreeRegressor(random_state=seed)),
    Peer("adaboost", "classification", lambda seed, threads: AdaBoostClassifier(random_state=seed)),
    Peer("gradient_boosting", "classification", lambda seed, threads: GradientBoostingClassifier(random_state=seed)),
    Peer("gradient_boosting", "regression", lambda seed, threads: GradientBoostingRegressor(random_state=seed)),
    Peer("xgboost", "classification", lambda seed, threads: xgboost.XGBClassifier(random_state=seed, n_jobs=threads)),
    Peer("xgboost", "regression", lambda seed, threads: xgboost.XGBRegressor(random_state=seed, n_jobs=threads)),
    Peer("lightgbm", "classification",
         lambda seed, threads: lightgbm.LGBMClassifier(random_state=seed, n_jobs=threads, verbosity=-1)),
    Peer("lightgbm", "regression",
         lambda seed, threads: lightgbm.LGBMRegressor(random_state=seed, n_jobs=threads, verbosity=-1)),
    Peer("naive_bayes", "classification", lambda seed, threads: GaussianNB()),
    Peer("lda", "classification", lambda seed, threads: LinearDiscriminantAnalysis()),
    Peer("qda", "classification", lambda seed, threads: scaled(QuadraticDiscriminantAnalysis(reg_param=0.1)),
         {"reg_param": 0.1}),
    Peer("knn", "classification", lambda seed, threads: scaled(KNeighborsClassifier())),
    Peer("svm", "classification", lambda seed, threads: scaled(SVC(probability=True, random_state=seed))),
    Peer("svr", "regression", lambda seed, threads: scaled(SVR(C=100)), {"C": 100}),
    Peer("gaussian_process", "regression", lambda seed, threads: scaled(GaussianProcessRegressor(
        ConstantKernel() * RBF(10 ** 0.5) + WhiteKernel(), normalize_y=True))),
    Peer("neural_network", "classification", lambda seed, threads: scaled(MLPClassifier(random_state=seed))),
    Peer("neural_network", "regression", lambda seed, threads: scaled(MLPRegressor(random_state=seed))),
]
