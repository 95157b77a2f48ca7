package dev.assay.sampling.quality.gold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.quality.InvalidVotesException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class VoteValueTest {
  @Test
  void aVoteOnAnEvenItemIsWorthTheAccuracyBeyondChance() {
    assertThat(VoteValue.gainPerVote(new double[] {0.5, 0.5}, 0.8)).isCloseTo(0.3, within(1e-12));
  }

  @Test
  void aVoteThatCouldNotChangeTheVerdictAloneIsWorthItsPartOfTwo() {
    double[] posterior = {0.85, 0.15};
    double two =
        Math.max(0.85 * 0.64, 0.15 * 0.04) + 2 * 0.85 * 0.16 + Math.max(0.85 * 0.04, 0.15 * 0.64);
    double three =
        0.85 * 0.512
            + 3 * 0.85 * 0.128
            + 3 * Math.max(0.85 * 0.032, 0.15 * 0.128)
            + Math.max(0.85 * 0.008, 0.15 * 0.512);
    double expected = Math.max((two - 0.85) / 2, (three - 0.85) / 3);
    assertThat(VoteValue.gainPerVote(posterior, 0.8)).isCloseTo(expected, within(1e-12));
    assertThat(expected).isPositive();
  }

  @Test
  void guessesAreWorthNothing() {
    assertThat(VoteValue.gainPerVote(new double[] {0.4, 0.3, 0.3}, 1 / 3.0))
        .isCloseTo(0, within(1e-12));
    assertThat(VoteValue.gainPerVote(new double[] {1, 0}, 0.9)).isZero();
  }

  @Test
  void buysWhileUnsureAndWorthMoreThanANewItem() {
    double[] posterior = {0.6, 0.4};
    double value = VoteValue.gainPerMicro(posterior, 0.8, 1000);
    assertThat(VoteValue.isWorthwhile(posterior, 0.8, 1000, 0.95, value / 2)).isTrue();
    assertThat(VoteValue.isWorthwhile(posterior, 0.8, 1000, 0.95, value * 2)).isFalse();
    assertThat(VoteValue.isWorthwhile(posterior, 0.8, 1000, 0.6, 0)).isFalse();
  }

  @Test
  void refusesWhatIsNoDistribution() {
    Assertions.assertThatThrownBy(() -> VoteValue.gainPerVote(new double[] {0.5, 0.6}, 0.8))
        .isInstanceOf(InvalidVotesException.class);
  }
}
