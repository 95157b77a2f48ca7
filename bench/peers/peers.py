"""Times what other projects take for the tasks of `assay bench select`, at the same sizes.

Prints lines of task, peer and seconds, which `assay bench select --peers FILE` puts beside its own. The least of three
runs counts for tasks below five seconds, one run for longer ones. Compiling at the first call is not counted.
"""

import argparse
import sys
import time
import warnings

import numpy as np
import sklearn

warnings.filterwarnings("ignore")
CLOUDS = 50
SHORT_SECONDS = 5.0


def clouds(count, dimension, seed):
    random = np.random.default_rng(seed)
    centres = 4 * random.random((CLOUDS, dimension), dtype=np.float32)
    spread = random.random((3, count, dimension), dtype=np.float32).sum(axis=0) - 1.5
    return centres[random.integers(CLOUDS, size=count)] + spread


def scores(count, classes, seed):
    random = np.random.default_rng(seed)
    raw = random.random((count, classes), dtype=np.float32) * random.random((count, classes), dtype=np.float32)
    return raw / raw.sum(axis=1, keepdims=True)


def best(measured):
    """The seconds of a run, or the least of three short ones."""
    times = []
    for _ in range(3):
        begin = time.perf_counter()
        measured()
        times.append(time.perf_counter() - begin)
        if times[-1] > SHORT_SECONDS:
            break
    return min(times)


def margin(scale):
    p = scores(int(1_000_000 * scale), 10, 1)

    def run():
        top = np.partition(p, -2, axis=1)[:, -2:]
        np.argpartition(top[:, 1] - top[:, 0], 1000)

    return f"numpy {np.__version__}", best(run)


def entropy(scale):
    p = scores(int(1_000_000 * scale), 10, 1)

    def run():
        np.argpartition((p * np.log(p)).sum(axis=1), 1000)

    return f"numpy {np.__version__}", best(run)


def k_center(scale):
    x = clouds(int(100_000 * scale), 128, 1)
    norms = np.einsum("ij,ij->i", x, x)

    def run():
        nearest = np.full(len(x), np.inf, dtype=np.float32)
        chosen = 0
        for _ in range(int(1000 * scale)):
            np.minimum(nearest, norms + norms[chosen] - 2 * (x @ x[chosen]), out=nearest)
            chosen = int(nearest.argmax())

    return f"numpy {np.__version__}", best(run)


def facility_location(scale):
    from apricot import FacilityLocationSelection, __version__

    x = clouds(int(10_000 * scale), 64, 1).astype(np.float64)
    FacilityLocationSelection(20, metric="cosine", optimizer="lazy").fit(x[:200])
    run = lambda: FacilityLocationSelection(int(500 * scale), metric="cosine", optimizer="lazy").fit(x)
    return f"apricot {__version__}", best(run)


def graph_cut(scale):
    from apricot import GraphCutSelection, __version__

    x = clouds(int(10_000 * scale), 64, 1).astype(np.float64)
    GraphCutSelection(20, metric="cosine", optimizer="lazy").fit(x[:200])
    run = lambda: GraphCutSelection(int(1000 * scale), metric="cosine", optimizer="lazy").fit(x)
    return f"apricot {__version__}", best(run)


def ranked_batch(scale):
    from importlib.metadata import version

    from modAL.batch import ranked_batch as rank
    from modAL.models import ActiveLearner
    from sklearn.linear_model import LogisticRegression

    x = clouds(int(20_000 * scale), 64, 1)
    known = clouds(max(20, int(1000 * scale)), 64, 1)
    classes = np.arange(len(known)) % 10
    learner = ActiveLearner(LogisticRegression(max_iter=20), X_training=known, y_training=classes)
    uncertain = 1 - learner.predict_proba(x).max(axis=1)
    run = lambda: rank(learner, x, uncertain, max(2, int(50 * scale)), "euclidean", 2)
    return f"modAL {version('modAL-python')}", best(run)


def neighbours(scale):
    from sklearn.neighbors import NearestNeighbors

    x = clouds(int(100_000 * scale), 64, 1)
    index = NearestNeighbors(n_neighbors=11, algorithm="brute", n_jobs=2).fit(x)
    tenth = x[: max(1, len(x) // 10)]
    return f"scikit-learn {sklearn.__version__}, a tenth of the queries, times ten", 10 * best(lambda: index.kneighbors(tenth))


TASKS = {
    "margin": margin,
    "entropy": entropy,
    "k-center": k_center,
    "facility-location": facility_location,
    "graph-cut": graph_cut,
    "ranked-batch": ranked_batch,
    "neighbours-exact": neighbours,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0, help="part of the candidates and of those drawn")
    parser.add_argument("--tasks", default=",".join(TASKS), help="names, parted by commas")
    arguments = parser.parse_args()
    print("task\tpeer\tseconds")
    for name in arguments.tasks.split(","):
        try:
            peer, seconds = TASKS[name](arguments.scale)
            print(f"{name}\t{peer}\t{seconds:.4f}", flush=True)
        except Exception as error:  # a peer that does not run here is told of and left out
            print(f"{name} was not measured: {error!r}", file=sys.stderr)


if __name__ == "__main__":
    main()
