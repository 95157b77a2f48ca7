package dev.assay.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.bench.data.CrowdVotes;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.quality.VoteTable;
import dev.assay.sampling.quality.method.Calibration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationStudyTest {
  /** Two classes, five votes an item, everybody right with one probability. */
  private static CrowdVotes crowd(String name, long seed, double right) {
    int items = 1500;
    int each = 5;
    SeededStream random = new SeededStream(seed);
    int[] truth = new int[items];
    int[][] votes = new int[3][items * each];
    for (int vote = 0; vote < items * each; vote++) {
      int item = vote / each;
      truth[item] = item % 2;
      votes[0][vote] = item;
      votes[1][vote] = (item * 3 + vote % each) % 20;
      votes[2][vote] = random.nextUnit() < right ? truth[item] : 1 - truth[item];
    }
    return new CrowdVotes(name, VoteTable.of(items, 20, 2, votes[0], votes[1], votes[2]), truth);
  }

  @Test
  void whatIsFittedToCrowdsOfAKindIsRightOnAnotherOfThem() {
    CalibrationStudy study = new CalibrationStudy();
    study.add(crowd("one", 1, 0.75));
    study.add(crowd("two", 2, 0.75));
    List<CalibrationStudy.Result> results = study.results();
    assertThat(results)
        .extracting(CalibrationStudy.Result::set)
        .containsExactly("one", "two", "all items");
    // Ten bins of 150 verdicts: chance alone leaves about 0.02, and all of it stays below 0.04.
    assertThat(results.subList(0, 2))
        .allSatisfy(one -> assertThat(one.byCrowds()).isLessThan(0.04))
        .allSatisfy(one -> assertThat(one.byItems()).isLessThan(0.04));
  }

  @Test
  void theFitSolvesItsEquationsAndTheProbabilityGrowsWithTheAgreement() {
    CalibrationStudy study = new CalibrationStudy();
    study.add(crowd("one", 1, 0.8));
    study.add(crowd("two", 3, 0.7));
    double[] fitted = study.coefficients();
    double three = Calibration.probability(fitted, Calibration.features(0.7, 3, 5));
    double five = Calibration.probability(fitted, Calibration.features(0.97, 5, 5));
    assertThat(five).isGreaterThan(three);
    // By Bayes five of five are right with 1 / (1 + (.3/.7)^5) = .986 and (.2/.8)^5 -> .999; three
    // of five with .7 and .8. Logistic in two log odds, it is near both.
    assertThat(five).isBetween(0.96, 1.0);
    assertThat(three).isCloseTo(0.75, within(0.08));
  }
}
