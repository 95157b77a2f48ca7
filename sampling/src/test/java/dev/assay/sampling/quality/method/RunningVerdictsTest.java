package dev.assay.sampling.quality.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.quality.Crowds;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.LiveVerdicts;
import dev.assay.sampling.quality.RunningVerdicts;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.sampling.quality.VoteTable;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunningVerdictsTest {
  private static final int ITEMS = 200;
  private static final int CLASSES = 3;

  private final Crowds crowd = Crowds.oneCoin(5, ITEMS, 8, CLASSES, 4, 0.5, 0.9);

  /** Rows that find the truth likeliest in three of four items; none for every fifth item. */
  private float[] model() {
    SeededStream chance = new SeededStream(7);
    float[] rows = new float[ITEMS * CLASSES];
    for (int item = 0; item < ITEMS; item++) {
      int said = (crowd.truth()[item] + (chance.nextUnit() < 0.75 ? 0 : 1)) % CLASSES;
      for (int label = 0; label < CLASSES; label++) {
        rows[item * CLASSES + label] = item % 5 == 4 ? Float.NaN : label == said ? 0.8f : 0.1f;
      }
    }
    return rows;
  }

  private static RunningCrowdlab.Rows rows(float[] model) {
    return (item, into) -> {
      Arrays.fill(into, Float.NaN);
      if (item < ITEMS) {
        System.arraycopy(model, item * CLASSES, into, 0, CLASSES);
      }
    };
  }

  private static RunningMajority majority(Evidence votes) {
    return new RunningMajority(MajorityVote.CAUTIOUS, votes, MajorityVote.CAUTIOUS.fit(votes));
  }

  @Test
  void aLoneVoteIsBelievedWithTheExpectedAccuracy() {
    for (int classes : new int[] {2, 3, 10}) {
      VoteTable one =
          VoteTable.of(1, 1, classes, new int[] {0}, new int[] {0}, new int[] {classes - 1});
      assertThat(MajorityVote.CAUTIOUS.fit(Evidence.of(one)).probability(0))
          .isCloseTo(LiveVerdicts.EXPECTED_ACCURACY, within(1e-12));
      assertThat(new MajorityVote().fit(Evidence.of(one)).probability(0)).isEqualTo(1);
    }
  }

  @Test
  void atTheFitTheyAreWhatTheFitSays() {
    Evidence votes = Evidence.of(crowd.votes());
    Evidence withModel = votes.withModel(model());
    Verdicts majority = MajorityVote.CAUTIOUS.fit(votes);
    Verdicts crowdlab = new Crowdlab().fit(withModel);
    RunningVerdicts runningMajority = majority(votes);
    RunningVerdicts runningCrowdlab = new RunningCrowdlab(withModel, rows(model()));
    for (int item = 0; item < ITEMS; item++) {
      assertThat(runningMajority.posterior(item))
          .containsExactly(majority.posterior(item), within(1e-12));
      assertThat(runningCrowdlab.posterior(item))
          .containsExactly(crowdlab.posterior(item), within(1e-12));
    }
    assertThat(runningMajority.pooledAccuracy()).isBetween(0.5, 1.0);
    assertThat(runningCrowdlab.pooledAccuracy()).isBetween(0.5, 1.0);
  }

  @Test
  void aVoteThatIsTakenBackLeavesNoTrace() {
    Evidence votes = Evidence.of(crowd.votes());
    Evidence withModel = votes.withModel(model());
    List<RunningVerdicts> all =
        List.of(
            majority(votes),
            new RunningCrowdlab(withModel, rows(model())),
            LiveVerdicts.of(votes, OneCoin.DEFAULT.fit(votes)));
    for (RunningVerdicts running : all) {
      running.vote(ITEMS + 1, 20, 1);
      running.withdraw(ITEMS + 1, 20);
      double[] before = running.posterior(ITEMS + 1);
      double accuracy = running.pooledAccuracy();
      running.vote(ITEMS + 1, 3, 1);
      running.vote(ITEMS + 1, 21, 2);
      running.vote(ITEMS + 1, 21, 1);
      assertThat(running.verdict(ITEMS + 1)).isEqualTo(1);
      running.withdraw(ITEMS + 1, 3);
      running.withdraw(ITEMS + 1, 21);
      running.withdraw(ITEMS + 1, 21);
      assertThat(running.posterior(ITEMS + 1)).containsExactly(before, within(1e-12));
      assertThat(running.pooledAccuracy()).isCloseTo(accuracy, within(1e-12));
    }
  }

  @Test
  void whatIsSettledStays() {
    Evidence votes = Evidence.of(crowd.votes());
    RunningVerdicts running = majority(votes);
    running.settle(3, 2);
    running.vote(3, 6, 0);
    running.vote(3, 7, 0);
    assertThat(running.verdict(3)).isEqualTo(2);
    int[] known = new int[ITEMS];
    Arrays.fill(known, Evidence.UNKNOWN);
    known[9] = 1;
    Evidence some = votes.withKnown(known).withModel(model());
    assertThat(new RunningCrowdlab(some, rows(model())).posterior(9)).containsExactly(0, 1, 0);
  }

  @Test
  void aMajorityIsNotOutvotedByAnybodysRecord() {
    VoteTable table = crowd.votes();
    Evidence votes = Evidence.of(table);
    RunningVerdicts running = majority(votes);
    int best = 0;
    for (int who = 1; who < 8; who++) {
      best = crowd.accuracy()[who] > crowd.accuracy()[best] ? who : best;
    }
    int item = ITEMS + 2;
    running.vote(item, best, 0);
    running.vote(item, (best + 1) % 8, 1);
    running.vote(item, (best + 2) % 8, 1);
    assertThat(running.verdict(item)).isEqualTo(1);
    assertThat(running.posterior(item)[1]).isCloseTo(2.2 / 3.6, within(1e-12));
  }
}
