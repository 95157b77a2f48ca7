package dev.assay.bench.verdict;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.assay.sampling.quality.VoteTable;
import dev.assay.sampling.quality.agreement.Agreement;
import dev.assay.sampling.quality.agreement.Coincidences;
import dev.assay.sampling.quality.agreement.PairVotes;
import dev.assay.sampling.quality.agreement.PairVotes.Weighting;
import dev.assay.sampling.quality.agreement.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Coefficients of agreement from scikit-learn's and statsmodels' tests and from the papers. */
final class AgreementCases {
  private final Struct cases;
  private final ReferenceChecks checks = new ReferenceChecks("scikit-learn, statsmodels, papers");

  AgreementCases(Struct cases) {
    this.cases = cases;
  }

  List<ReferenceCheck> checks() {
    cohen();
    fleiss();
    krippendorff();
    return checks.all();
  }

  private void cohen() {
    List<Value> cohen = JsonValues.list(JsonValues.at(cases, "cohen"));
    PairVotes first =
        new PairVotes(
            classes(new int[][] {{0, 40}, {1, 60}}),
            classes(new int[][] {{0, 20}, {1, 20}, {0, 10}, {1, 50}}),
            2);
    PairVotes second =
        new PairVotes(
            classes(new int[][] {{0, 46}, {1, 44}, {2, 10}}),
            classes(new int[][] {{0, 52}, {1, 32}, {2, 16}}),
            3);
    PairVotes third =
        new PairVotes(
            classes(new int[][] {{0, 46}, {1, 44}, {2, 10}}),
            classes(new int[][] {{0, 50}, {1, 40}, {2, 10}}),
            3);
    checks.number(
        "Cohen's kappa, first",
        JsonValues.number(cohen.get(0), "exact"),
        first.kappa(Weighting.NONE),
        1e-12);
    checks.number(
        "Cohen's kappa, second",
        JsonValues.number(cohen.get(1), "exact"),
        second.kappa(Weighting.NONE),
        1e-12);
    checks.numbers(
        "Cohen's kappa, third: plain, linear, quadratic",
        List.of(
            JsonValues.number(cohen.get(2), "kappa"),
            JsonValues.number(cohen.get(2), "linear"),
            JsonValues.number(cohen.get(2), "quadratic")),
        List.of(
            third.kappa(Weighting.NONE),
            third.kappa(Weighting.LINEAR),
            third.kappa(Weighting.QUADRATIC)),
        5e-5);
  }

  private void fleiss() {
    List<Value> fleiss = JsonValues.list(JsonValues.at(cases, "fleiss"));
    Value wikipedia = fleiss.get(0);
    checks.number(
        "Fleiss' kappa, 10 subjects",
        JsonValues.number(wikipedia, "exact"),
        Agreement.fleiss().of(counts(wikipedia, "table")),
        1e-12);
    Value diagnoses = fleiss.get(1);
    int[][] ratings = JsonValues.table(diagnoses.getStructValue().getFieldsOrThrow("ratings"), -1);
    checks.number(
        "Fleiss' kappa, 30 diagnoses",
        JsonValues.number(diagnoses, "exact"),
        Agreement.fleiss().of(Coincidences.of(table(ratings, 6))),
        1e-12);
    checks.number(
        "Fleiss' kappa, 2 x 2",
        JsonValues.number(fleiss.get(2), "fleiss"),
        Agreement.fleiss().of(counts(fleiss.get(2), "table")),
        1e-6);
    checks.number(
        "Randolph's kappa, 2 x 2",
        JsonValues.number(fleiss.get(2), "randolph_free_marginal"),
        Agreement.randolph().of(counts(fleiss.get(2), "table")),
        1e-6);
  }

  private void krippendorff() {
    int[][] units =
        JsonValues.table(JsonValues.at(cases, "krippendorff_2011", "units_x_observers"), -1);
    Coincidences items = Coincidences.of(table(units, 6));
    for (Scale scale : Scale.values()) {
      String name = scale.name().toLowerCase(Locale.ROOT);
      checks.number(
          "Krippendorff's alpha, " + name,
          JsonValues.at(cases, "krippendorff_2011", "published", name).getNumberValue(),
          Agreement.krippendorff(scale).of(items),
          5e-4);
    }
  }

  private static Coincidences counts(Value of, String name) {
    return Coincidences.ofCounts(JsonValues.table(of.getStructValue().getFieldsOrThrow(name), 0));
  }

  /** Classes from runs of (class, length). */
  private static int[] classes(int[][] runs) {
    List<Integer> all = new ArrayList<>();
    for (int[] run : runs) {
      for (int i = 0; i < run[1]; i++) {
        all.add(run[0]);
      }
    }
    return all.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Ratings of units by observers; negative where there is none. */
  private static VoteTable table(int[][] ratings, int classes) {
    List<int[]> votes = new ArrayList<>();
    for (int unit = 0; unit < ratings.length; unit++) {
      for (int observer = 0; observer < ratings[unit].length; observer++) {
        if (ratings[unit][observer] >= 0) {
          votes.add(new int[] {unit, observer, ratings[unit][observer]});
        }
      }
    }
    return VoteTable.of(
        ratings.length,
        ratings[0].length,
        classes,
        votes.stream().mapToInt(vote -> vote[0]).toArray(),
        votes.stream().mapToInt(vote -> vote[1]).toArray(),
        votes.stream().mapToInt(vote -> vote[2]).toArray());
  }
}
