package dev.assay.sampling.quality.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.quality.Crowds;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.sampling.quality.VoteTable;
import org.junit.jupiter.api.Test;

class AutoMethodTest {
  @Test
  void independentVotesGetASmoothedConfusionMatrix() {
    Crowds crowd = Crowds.oneCoin(1, 1000, 30, 3, 5, 0.5, 0.9);
    AutoMethod.Choice choice = new AutoMethod().choose(Evidence.of(crowd.votes()));
    assertThat(choice.method()).isInstanceOf(SmoothedDawidSkene.class);
    assertThat(choice.reason()).contains("independent");
  }

  @Test
  void dependentVotesGetSubtypesWhereThereAreVotesEnough() {
    assertThat(new AutoMethod().choose(Evidence.of(easyAndHard(9))).method())
        .isEqualTo(Subtypes.DEFAULT);
  }

  @Test
  void dependentVotesGetTheMajorityWhereThereAreTooFew() {
    assertThat(new AutoMethod().choose(Evidence.of(easyAndHard(5))).method())
        .isEqualTo(MajorityVote.CAUTIOUS);
  }

  @Test
  void nothingIsLearntOfAnnotatorsWhoWereNeverCompared() {
    Crowds crowd = Crowds.oneCoin(1, 1000, 30, 3, 1, 0.5, 0.9);
    assertThat(new AutoMethod().choose(Evidence.of(crowd.votes())).method())
        .isEqualTo(MajorityVote.CAUTIOUS);
  }

  @Test
  void probabilitiesAreAboutAsOftenRightAsTheySayEvenWhereVotesDependOnEachOther() {
    Crowds crowd = easyAndHardCrowd(9);
    Evidence evidence = Evidence.of(crowd.votes());
    Verdicts own = SmoothedDawidSkene.EQUAL.fit(evidence);
    Verdicts auto = new AutoMethod().fit(evidence);
    assertThat(overconfidence(crowd, auto)).isLessThan(0.04).isLessThan(overconfidence(crowd, own));
  }

  @Test
  void temperingLeavesVerdictsAndTiesAlone() {
    Crowds crowd = easyAndHardCrowd(4);
    Verdicts own = new MajorityVote().fit(Evidence.of(crowd.votes()));
    Verdicts tempered = own.tempered(0.4);
    assertThat(tempered.power()).isEqualTo(0.4);
    assertThat(own.tieCount()).isPositive();
    for (int item = 0; item < own.itemCount(); item++) {
      assertThat(tempered.verdict(item)).isEqualTo(own.verdict(item));
      assertThat(tempered.isTie(item)).isEqualTo(own.isTie(item));
      assertThat(tempered.probability(item)).isLessThanOrEqualTo(own.probability(item) + 1e-12);
    }
  }

  private static double overconfidence(Crowds crowd, Verdicts verdicts) {
    double mean = 0;
    for (int item = 0; item < verdicts.itemCount(); item++) {
      mean += verdicts.probability(item) / verdicts.itemCount();
    }
    return Math.abs(mean - (1 - crowd.error(verdicts)));
  }

  @Test
  void votesNeededAreThoseOfTheIdentificationBound() {
    assertThat(AutoMethod.votesNeeded(2, 1)).isEqualTo(3);
    assertThat(AutoMethod.votesNeeded(2, 4)).isEqualTo(7);
    assertThat(AutoMethod.votesNeeded(3, 4)).isEqualTo(7);
    assertThat(AutoMethod.votesNeeded(10, 4)).isEqualTo(5);
  }

  /** Two classes, half the items easy for everybody and half hard for everybody. */
  private static VoteTable easyAndHard(int votesEach) {
    return easyAndHardCrowd(votesEach).votes();
  }

  private static Crowds easyAndHardCrowd(int votesEach) {
    int[] truths = new int[2000];
    SeededStream random = new SeededStream(7);
    int items = 2000;
    int annotators = 12;
    int[] item = new int[items * votesEach];
    int[] annotator = new int[item.length];
    int[] label = new int[item.length];
    for (int i = 0; i < items; i++) {
      int truth = random.nextBelow(2);
      truths[i] = truth;
      double accuracy = random.nextUnit() < 0.5 ? 0.97 : 0.6;
      for (int v = 0; v < votesEach; v++) {
        int at = i * votesEach + v;
        item[at] = i;
        annotator[at] = (i + v) % annotators;
        label[at] = random.nextUnit() < accuracy ? truth : 1 - truth;
      }
    }
    return new Crowds(
        VoteTable.of(items, annotators, 2, item, annotator, label), truths, new double[0]);
  }
}
