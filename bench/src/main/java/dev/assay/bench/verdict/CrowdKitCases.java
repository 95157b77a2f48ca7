package dev.assay.bench.verdict;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.assay.sampling.quality.AnnotatorQuality;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.sampling.quality.VoteTable;
import dev.assay.sampling.quality.agreement.Agreement;
import dev.assay.sampling.quality.agreement.Coincidences;
import dev.assay.sampling.quality.agreement.Scale;
import dev.assay.sampling.quality.method.DawidSkene;
import dev.assay.sampling.quality.method.Glad;
import dev.assay.sampling.quality.method.Mace;
import dev.assay.sampling.quality.method.MajorityVote;
import dev.assay.sampling.quality.method.OneCoin;
import dev.assay.sampling.quality.method.Wawa;
import dev.assay.sampling.quality.method.ZeroBasedSkill;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** The cases of crowd-kit's tests, and runs of it. */
final class CrowdKitCases {
  private static final double ROUNDED = 1e-6;

  /** Of numbers that the source gives with two places. */
  private static final double TWO_PLACES = 0.0051;

  private final Struct cases;
  private final ReferenceChecks checks = new ReferenceChecks("crowd-kit");

  CrowdKitCases(Struct cases) {
    this.cases = cases;
  }

  List<ReferenceCheck> checks() {
    for (String name : List.of("toy", "simple")) {
      weighted(NamedVotes.of(cases, name), name);
    }
    NamedVotes toy = NamedVotes.of(cases, "toy");
    steps(toy);
    longRuns(toy);
    zeroBasedSkill(NamedVotes.of(cases, "simple"));
    goldIsPinned(toy);
    history(toy);
    overlap(3);
    overlap(300);
    overlap(30_000);
    glad(toy, "toy");
    glad(NamedVotes.of(cases, "simple"), "simple");
    for (String name : List.of("toy", "simple")) {
      NamedVotes votes = NamedVotes.of(cases, name);
      Verdicts mace = Mace.DEFAULT.fit(votes.evidence());
      votes.probabilities(
          checks, "MACE " + name, run("mace." + name + ".vb.50it.seed0", "probas"), mace, 0.05);
    }
    checks.number(
        "Krippendorff's alpha, toy",
        JsonValues.at(cases, "expected", "metrics", "krippendorff_alpha.nominal", "toy")
            .getNumberValue(),
        Agreement.krippendorff(Scale.NOMINAL).of(Coincidences.of(toy.votes())),
        1e-12);
    return checks.all();
  }

  private Value expected(String... path) {
    String[] whole = new String[path.length + 1];
    whole[0] = "expected";
    System.arraycopy(path, 0, whole, 1, path.length);
    return JsonValues.at(cases, whole);
  }

  private Value run(String... path) {
    String[] whole = new String[path.length + 1];
    whole[0] = "reference_runs";
    System.arraycopy(path, 0, whole, 1, path.length);
    return JsonValues.at(cases, whole);
  }

  private void weighted(NamedVotes votes, String name) {
    Verdicts majority = new MajorityVote().fit(votes.evidence());
    votes.probabilities(
        checks, "majority " + name, expected("majority_vote." + name, "probas"), majority, ROUNDED);
    // The tie rules differ: the second vote is compared from crowd-kit's verdicts of the first.
    Value first = expected("majority_vote." + name, "labels");
    int[] labels =
        votes.items().stream()
            .mapToInt(item -> votes.labels().indexOf(JsonValues.text(first, item)))
            .toArray();
    Verdicts wawa = Wawa.fit(votes.evidence(), labels);
    votes.probabilities(checks, "Wawa " + name, expected("wawa." + name, "probas"), wawa, ROUNDED);
    votes.ofAnnotators(
        checks,
        "Wawa " + name + ": skills",
        expected("wawa." + name, "skills"),
        Wawa.skills(votes.evidence(), labels),
        ROUNDED);
    votes.verdicts(checks, "Wawa " + name, expected("wawa." + name, "labels"), wawa);
  }

  private void zeroBasedSkill(NamedVotes simple) {
    simple.probabilities(
        checks,
        "zero-based skill simple",
        expected("zero_based_skill.simple", "probas"),
        ZeroBasedSkill.DEFAULT.fit(simple.evidence()),
        1e-4);
  }

  private static Verdicts dawidSkene(Evidence evidence, int iterations) {
    return DawidSkene.of(0, iterations, 0).fit(evidence);
  }

  private void steps(NamedVotes toy) {
    for (int iteration = 0; iteration <= 1; iteration++) {
      String step = "iter" + iteration;
      Verdicts ours = dawidSkene(toy.evidence(), iteration);
      Value reference = expected("dawid_skene.step_by_step", step);
      String what = "Dawid-Skene toy, iteration " + iteration;
      toy.probabilities(
          checks, what, reference.getStructValue().getFieldsOrThrow("probas"), ours, TWO_PLACES);
      Value priors = reference.getStructValue().getFieldsOrThrow("priors");
      checks.number(
          what + ": share of the class no",
          JsonValues.number(priors, "no"),
          ours.classPrior()[toy.labels().indexOf("no")],
          TWO_PLACES);
      errors(toy, what, reference.getStructValue().getFieldsOrThrow("errors"), ours.annotators());
    }
  }

  private void errors(NamedVotes toy, String what, Value errors, AnnotatorQuality quality) {
    List<Double> reference = new ArrayList<>();
    List<Double> ours = new ArrayList<>();
    for (Value row : JsonValues.list(errors)) {
      int who = toy.annotators().indexOf(JsonValues.text(row, "worker"));
      int given = toy.labels().indexOf(JsonValues.text(row, "label"));
      for (int truth = 0; truth < toy.labels().size(); truth++) {
        reference.add(JsonValues.number(row, toy.labels().get(truth)));
        ours.add(share(quality, who, truth, given, toy.labels().size()));
      }
    }
    checks.numbers(what + ": confusion matrices", reference, ours, TWO_PLACES);
  }

  private void longRuns(NamedVotes toy) {
    for (int iterations : new int[] {5, 10, 50}) {
      toy.probabilities(
          checks,
          "Dawid-Skene toy, " + iterations + " iterations",
          run("dawid_skene.toy.n_iter=" + iterations + ".tol=-inf", "probas"),
          dawidSkene(toy.evidence(), iterations),
          1e-8);
    }
    Verdicts coin = new OneCoin(0, false, 10, 0).fit(toy.evidence());
    toy.probabilities(
        checks,
        "one-coin toy, 10 iterations",
        run("one_coin_ds.toy.n_iter=10", "probas"),
        coin,
        1e-6);
  }

  private void goldIsPinned(NamedVotes toy) {
    Verdicts ours = dawidSkene(toy.withGold(), 2);
    int yes = toy.labels().indexOf("yes");
    checks.numbers(
        "Dawid-Skene with gold t1, t2",
        List.of(1.0, 1.0),
        List.of(
            ours.posterior(toy.items().indexOf("t1"), yes),
            ours.posterior(toy.items().indexOf("t2"), yes)),
        1e-8);
  }

  /**
   * Counts of an annotator's earlier work are added before the confusion matrix is made. One E-step
   * must then see the reference's matrix for that annotator, beside those of the others and the
   * shares of the classes, which are compared above.
   */
  private void history(NamedVotes toy) {
    int classes = toy.labels().size();
    int who = toy.annotators().indexOf("w2");
    double[] counts = new double[toy.annotators().size() * classes * classes];
    double[][] errors = new double[classes][classes];
    for (int truth = 0; truth < classes; truth++) {
      for (int given = 0; given < classes; given++) {
        String key = toy.labels().get(given) + "," + toy.labels().get(truth);
        counts[(who * classes + truth) * classes + given] =
            JsonValues.number(
                expected("dawid_skene.initial_error_addition_w2", "added_counts[(observed,true)]"),
                key);
        errors[truth][given] =
            JsonValues.number(
                expected("dawid_skene.initial_error_addition_w2", "errors_w2[(observed,true)]"),
                key);
      }
    }
    Verdicts without = dawidSkene(toy.evidence(), 0);
    Verdicts ours = DawidSkene.of(0, 1, 0).withHistory(counts).fit(toy.evidence());
    List<Double> expected = new ArrayList<>();
    List<Double> found = new ArrayList<>();
    for (int item = 0; item < toy.items().size(); item++) {
      double[] product = without.classPrior().clone();
      VoteTable votes = toy.votes();
      for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
        int voter = votes.annotator(vote);
        int given = votes.label(vote);
        for (int truth = 0; truth < classes; truth++) {
          product[truth] *=
              voter == who
                  ? errors[truth][given]
                  : share(without.annotators(), voter, truth, given, classes);
        }
      }
      for (int truth = 0; truth < classes; truth++) {
        expected.add(product[truth] / DoubleStream.of(product).sum());
        found.add(ours.posterior(item, truth));
      }
    }
    checks.numbers("Dawid-Skene with counts of earlier work", expected, found, 1e-8);
  }

  private static double share(
      AnnotatorQuality quality, int who, int truth, int given, int classes) {
    double sum = 0;
    for (int label = 0; label < classes; label++) {
      sum += quality.confusion(who, truth, label);
    }
    return quality.confusion(who, truth, given) / sum;
  }

  /** Three items, many annotators, a third of the votes for no: nothing may underflow. */
  private void overlap(int annotators) {
    int[][] votes = new int[3][3 * annotators];
    for (int vote = 0; vote < votes[0].length; vote++) {
      votes[0][vote] = vote % 3;
      votes[1][vote] = vote / 3;
      votes[2][vote] = Math.floorMod(vote / 3 - vote % 3, 3) == 0 ? 0 : 1;
    }
    VoteTable table = VoteTable.of(3, annotators, 2, votes[0], votes[1], votes[2]);
    Verdicts ours = dawidSkene(Evidence.of(table), 20);
    checks.numbers(
        "Dawid-Skene, " + annotators + " votes an item",
        List.of(1 / 3.0, 1 / 3.0, 1 / 3.0),
        List.of(ours.posterior(0, 0), ours.posterior(1, 0), ours.posterior(2, 0)),
        0.005);
  }

  private void glad(NamedVotes votes, String name) {
    Value reference = run("glad." + name);
    Glad.Fit ours = Glad.DEFAULT.parameters(votes.evidence());
    double[] ability = new double[votes.annotators().size()];
    for (int who = 0; who < ability.length; who++) {
      ability[who] =
          JsonValues.number(
              reference.getStructValue().getFieldsOrThrow("alphas"), votes.annotators().get(who));
    }
    double[] easiness = new double[votes.items().size()];
    for (int item = 0; item < easiness.length; item++) {
      easiness[item] =
          JsonValues.number(
              reference.getStructValue().getFieldsOrThrow("log_betas"), votes.items().get(item));
    }
    double theirs = Glad.logPosterior(votes.evidence(), ability, easiness);
    double own = Glad.logPosterior(votes.evidence(), ours.ability(), ours.easiness());
    checks.number(
        "GLAD " + name + ": log posterior by which theirs is above ours",
        0,
        Math.max(0, theirs - own),
        1e-6);
    votes.probabilities(
        checks,
        "GLAD " + name,
        reference.getStructValue().getFieldsOrThrow("probas"),
        Glad.DEFAULT.fit(votes.evidence()),
        0.02);
  }
}
