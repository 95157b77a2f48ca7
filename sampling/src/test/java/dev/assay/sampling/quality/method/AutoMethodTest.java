package dev.assay.sampling.quality.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.quality.Crowds;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.VerdictMethod;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.sampling.quality.VoteTable;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AutoMethodTest {
  private static Verdicts auto(Crowds crowd) {
    return new AutoMethod().fit(Evidence.of(crowd.votes()));
  }

  @Test
  void votesAreFoundIndependentOrNot() {
    Crowds independent = Crowds.oneCoin(1, 1000, 30, 3, 5, 0.5, 0.9);
    assertThat(Dependence.of(Evidence.of(independent.votes()))).isZero();
    assertThat(Dependence.of(Evidence.of(Crowds.easyAndHard(9).votes()))).isEqualTo(1);
  }

  @Test
  void noMajorityIsOverturnedWhereItemsAreHardForEverybodyAndVotesAreFew() {
    Crowds crowd = Crowds.easyAndHard(5);
    Verdicts majority = new MajorityVote().fit(Evidence.of(crowd.votes()));
    Verdicts auto = auto(crowd);
    for (int item = 0; item < auto.itemCount(); item++) {
      assertThat(auto.verdict(item)).isEqualTo(majority.verdict(item));
    }
  }

  @Test
  void isNoWorseThanTheBetterHalfOfItsMembersWhereVotesAreIndependent() {
    Crowds crowd = Crowds.oneCoin(4, 2000, 40, 4, 4, 0.3, 0.9);
    Evidence evidence = Evidence.of(crowd.votes());
    List<VerdictMethod> members =
        List.of(
            SmoothedDawidSkene.EQUAL, SmoothedDawidSkene.ESTIMATED, Glad.DEFAULT, OneCoin.DEFAULT);
    double median =
        members.stream()
            .mapToDouble(method -> crowd.error(method.fit(evidence)))
            .sorted()
            .skip(2)
            .findFirst()
            .orElseThrow();
    // A standard deviation of the difference of two errors of 2000 items that mostly agree.
    assertThat(crowd.error(auto(crowd))).isLessThanOrEqualTo(median + 0.005);
  }

  @Test
  void nothingIsLearntOfAnnotatorsWhoWereNeverCompared() {
    Crowds crowd = Crowds.oneCoin(1, 1000, 30, 3, 1, 0.5, 0.9);
    Verdicts auto = auto(crowd);
    assertThat(auto.method()).isEqualTo(MajorityVote.NAME);
    assertThat(auto.probability(0)).isCloseTo(0.75, within(1e-12));
  }

  @Test
  void probabilitiesAreAboutAsOftenRightAsTheySayEvenWhereVotesDependOnEachOther() {
    Crowds crowd = Crowds.easyAndHard(9);
    Verdicts own = SmoothedDawidSkene.EQUAL.fit(Evidence.of(crowd.votes()));
    assertThat(overconfidence(crowd, auto(crowd)))
        .isLessThan(0.04)
        .isLessThan(overconfidence(crowd, own));
  }

  private static double overconfidence(Crowds crowd, Verdicts verdicts) {
    double mean = 0;
    for (int item = 0; item < verdicts.itemCount(); item++) {
      mean += verdicts.probability(item) / verdicts.itemCount();
    }
    return Math.abs(mean - (1 - crowd.error(verdicts)));
  }

  @Test
  void theFewerVotesAgreeTheLessSureIsTheVerdict() {
    double before = 0;
    for (int votes : new int[] {1, 2, 3, 5, 9}) {
      double all = Calibration.probability(0.99, votes, votes);
      assertThat(all).isGreaterThan(before).isLessThan(1);
      assertThat(Calibration.probability(0.99, votes - 1, votes)).isLessThan(all);
      before = all;
    }
    assertThat(Calibration.probability(0.9, 30, 40))
        .isGreaterThan(Calibration.probability(0.6, 30, 40));
  }

  @Test
  void theVerdictIsTheClassOfTheGreatestProbability() {
    for (Crowds crowd : List.of(Crowds.oneCoin(2, 300, 9, 5, 3, 0.2, 0.6), Crowds.easyAndHard(4))) {
      Verdicts auto = auto(crowd);
      for (int item = 0; item < auto.itemCount(); item++) {
        double sum = 0;
        for (double one : auto.posterior(item)) {
          assertThat(one).isBetween(0.0, auto.probability(item) + Verdicts.TIE_TOLERANCE);
          sum += one;
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
      }
    }
  }

  @Test
  void aRunningPoolSaysOfAnItemWhatTheFitSaid() {
    Crowds crowd = Crowds.oneCoin(6, 400, 12, 3, 5, 0.5, 0.95);
    Evidence evidence = Evidence.of(crowd.votes());
    Pool pool = AutoMethod.pool(evidence);
    RunningPool running = new RunningPool(evidence, pool);
    for (int item = 0; item < 400; item++) {
      // What differs is what a last step of the models would still have moved.
      assertThat(running.posterior(item))
          .containsExactly(pool.verdicts().posterior(item), within(0.01));
      assertThat(running.verdict(item)).isEqualTo(pool.verdicts().verdict(item));
    }
    int item = 400;
    double before = 0;
    for (int who = 8; who < 12; who++) {
      running.vote(item, who, 2);
      assertThat(running.verdict(item)).isEqualTo(2);
      assertThat(running.posterior(item)[2]).isGreaterThan(before);
      before = running.posterior(item)[2];
    }
    running.vote(item, 99, 1); // somebody new
    assertThat(running.posterior(item)[2]).isLessThan(before);
    running.withdraw(item, 99);
    assertThat(running.posterior(item)[2]).isEqualTo(before);
    running.settle(item, 0);
    assertThat(running.posterior(item)).containsExactly(1, 0, 0);
  }

  @Test
  @Timeout(60)
  void twentyThousandClassesAreSettledInMemoryOfTheSizeOfTheVotes() {
    int classes = 20_000;
    int items = 20_000;
    SeededStream random = new SeededStream(3);
    int[] item = new int[3 * items];
    int[] annotator = new int[item.length];
    int[] label = new int[item.length];
    int[] truth = new int[items];
    for (int i = 0; i < items; i++) {
      truth[i] = random.nextBelow(classes);
    }
    for (int vote = 0; vote < item.length; vote++) {
      item[vote] = vote / 3;
      annotator[vote] = (vote / 3 * 7 + vote % 3 * 11) % 300;
      label[vote] = random.nextUnit() < 0.8 ? truth[vote / 3] : random.nextBelow(classes);
    }
    Crowds crowd =
        new Crowds(VoteTable.of(items, 300, classes, item, annotator, label), truth, new double[0]);
    Runtime.getRuntime().gc();
    long begin = System.nanoTime();
    Verdicts auto = auto(crowd);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
    // Two of three right: 0.8^3 + 3 0.8^2 0.2; one right and two that differ: a third of the rest.
    assertThat(crowd.error(auto)).isLessThan(0.104);
    assertThat(auto.posterior(0, auto.verdict(0))).isEqualTo(auto.probability(0));
  }

  @Test
  void votesNeededAreThoseOfTheIdentificationBound() {
    assertThat(Dependence.votesNeeded(2, 1)).isEqualTo(3);
    assertThat(Dependence.votesNeeded(2, 4)).isEqualTo(7);
    assertThat(Dependence.votesNeeded(3, 4)).isEqualTo(7);
    assertThat(Dependence.votesNeeded(10, 4)).isEqualTo(5);
  }
}
