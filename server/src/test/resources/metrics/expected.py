"""Makes the data of MetricsOverGrpcTest and what scikit-learn says of them (numpy 2, scikit-learn 1.5 or later).

python expected.py, in this folder: writes classes.csv, labels.csv and expected.csv.
Probabilities are whole numbers of 1024ths, which 32 bits hold exactly.
"""

import numpy as np
from sklearn import metrics as m
from sklearn.calibration import calibration_curve

NAMES = "abcd"
rng = np.random.default_rng(7)


def classes(n=240, k=3):
    y = rng.choice(k, n, p=[0.6, 0.3, 0.1])
    noise = rng.gumbel(size=(n, k)) + 1.8 * np.eye(k)[y]
    p = np.exp(noise) / np.exp(noise).sum(1, keepdims=True)
    q = np.floor(p * (1024 - k)).astype(int) + 1
    q[np.arange(n), q.argmax(1)] += 1024 - q.sum(1)
    return y, q


def labels(n=200, k=4):
    share = np.array([0.5, 0.3, 0.2, 0.1])
    y = rng.random((n, k)) < share
    z = 1.7 * (y - 0.5) + rng.normal(size=(n, k)) + np.log(share / (1 - share)) / 2
    q = np.clip(np.round(1024 / (1 + np.exp(-z))), 1, 1023).astype(int)
    return y.astype(int), q


rows = []


def say(data, metric, value, name="", average="", beta="", other=""):
    rows.append(f"{data},{metric},{name},{other},{average},{beta},{float(value)!r}")


def of_classes(y, q):
    p = q / 1024
    c = p.argmax(1)
    k = p.shape[1]
    say("classes", "accuracy", m.accuracy_score(y, c))
    say("classes", "error", m.zero_one_loss(y, c))
    say("classes", "balanced-accuracy", m.balanced_accuracy_score(y, c))
    say("classes", "matthews", m.matthews_corrcoef(y, c))
    say("classes", "log-loss", m.log_loss(y, p))
    say("classes", "brier", np.mean(np.sum((p - np.eye(k)[y]) ** 2, 1)))
    say("classes", "roc-auc", m.roc_auc_score(y, p, multi_class="ovr", average="macro"), average="macro")
    for average in ("micro", "macro"):
        say("classes", "precision", m.precision_score(y, c, average=average), average=average)
        say("classes", "recall", m.recall_score(y, c, average=average), average=average)
        say("classes", "f-beta", m.fbeta_score(y, c, beta=2, average=average), average=average, beta=2)
    cost = np.array([[0, 1, 2], [3, 0, 1], [9, 4, 0]])
    say("classes", "cost", cost[y, c].mean())
    confusion = m.confusion_matrix(y, c, normalize="all")
    for a in range(k):
        one = y == a
        predicted = c == a
        say("classes", "precision", m.precision_score(one, predicted), NAMES[a])
        say("classes", "recall", m.recall_score(one, predicted), NAMES[a])
        say("classes", "specificity", m.recall_score(~one, ~predicted), NAMES[a])
        say("classes", "f-beta", m.fbeta_score(one, predicted, beta=0.5), NAMES[a], beta=0.5)
        say("classes", "balanced-accuracy", m.balanced_accuracy_score(one, predicted), NAMES[a])
        say("classes", "matthews", m.matthews_corrcoef(one, predicted), NAMES[a])
        say("classes", "roc-auc", m.roc_auc_score(one, p[:, a]), NAMES[a])
        say("classes", "average-precision", m.average_precision_score(one, p[:, a]), NAMES[a])
        say("classes", "prevalence", one.mean(), NAMES[a])
        for b in range(k):
            say("classes", "confusion", confusion[a, b], NAMES[a], other=NAMES[b])
    true, believed = calibration_curve(y == 0, p[:, 0], n_bins=10, strategy="uniform")
    for low, (t, b) in enumerate(zip(true, believed)):
        say("classes", "calibration", t, "a", other=repr(float(b)))
    bins = np.searchsorted(np.linspace(0, 1, 11)[1:-1], p[:, 0])
    area = sum(abs(((y == 0) - p[:, 0])[bins == b].sum()) for b in range(10)) / len(y)
    say("classes", "calibration-error", area, "a")


def of_labels(y, q):
    p = q / 1024
    c = (p >= 0.5).astype(int)
    say("labels", "accuracy", m.accuracy_score(y, c))
    say("labels", "hamming-loss", m.hamming_loss(y, c))
    say("labels", "brier", np.mean((p - y) ** 2))
    say("labels", "log-loss", np.mean([m.log_loss(y[:, k], p[:, k]) for k in range(y.shape[1])]))
    say("labels", "roc-auc", m.roc_auc_score(y, p, average="macro"), average="macro")
    say("labels", "average-precision", m.average_precision_score(y, p, average="macro"), average="macro")
    for average in ("micro", "macro", "samples"):
        say("labels", "precision", m.precision_score(y, c, average=average, zero_division=0), average=average)
        say("labels", "recall", m.recall_score(y, c, average=average, zero_division=0), average=average)
        say("labels", "f-beta", m.fbeta_score(y, c, beta=1, average=average, zero_division=0), average=average, beta=1)
    for a in range(y.shape[1]):
        say("labels", "precision", m.precision_score(y[:, a], c[:, a]), NAMES[a])
        say("labels", "recall", m.recall_score(y[:, a], c[:, a]), NAMES[a])
        say("labels", "specificity", m.recall_score(1 - y[:, a], 1 - c[:, a]), NAMES[a])
        say("labels", "f-beta", m.f1_score(y[:, a], c[:, a]), NAMES[a], beta=1)
        say("labels", "balanced-accuracy", m.balanced_accuracy_score(y[:, a], c[:, a]), NAMES[a])
        say("labels", "matthews", m.matthews_corrcoef(y[:, a], c[:, a]), NAMES[a])
        say("labels", "roc-auc", m.roc_auc_score(y[:, a], p[:, a]), NAMES[a])
        say("labels", "average-precision", m.average_precision_score(y[:, a], p[:, a]), NAMES[a])
        say("labels", "prevalence", y[:, a].mean(), NAMES[a])


def write(path, y, q):
    with open(path, "w") as file:
        for truth, row in zip(y, q):
            text = NAMES[truth] if np.ndim(truth) == 0 else "".join(NAMES[k] for k in np.flatnonzero(truth))
            file.write(",".join([text, *map(str, row)]) + "\n")


y, q = classes()
write("classes.csv", y, q)
of_classes(y, q)
y, q = labels()
write("labels.csv", y, q)
of_labels(y, q)
with open("expected.csv", "w") as file:
    file.write("\n".join(rows) + "\n")
