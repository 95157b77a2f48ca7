package dev.assay.sampling.quality.gold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.quality.gold.CheckHistory.Answered;
import dev.assay.sampling.quality.gold.CheckHistory.Span;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CheckHistoryTest {
  /** Checks at 10, 20, 30 and so on: + passed, - failed. */
  private static List<Answered> checks(String results) {
    List<Answered> checks = new ArrayList<>();
    for (int i = 0; i < results.length(); i++) {
      checks.add(new Answered(10L * (i + 1), results.charAt(i) == '+'));
    }
    return checks;
  }

  private static CheckHistory of(String results, Long... reinstatedMillis) {
    return CheckHistory.of(SequentialTest.DEFAULT, checks(results), List.of(reinstatedMillis));
  }

  @Test
  void withoutChecksNothingIsSaid() {
    assertThat(of("")).isEqualTo(new CheckHistory(SequentialTest.State.START, 0, List.of()));
  }

  @Test
  void itIsTheTestOneCheckAfterTheOther() {
    SequentialTest.State state = SequentialTest.State.START;
    for (Answered check : checks("++-+++++-++++++++++")) {
      state = SequentialTest.DEFAULT.after(state, check.passed());
    }
    assertThat(of("++-+++++-++++++++++").state()).isEqualTo(state);
  }

  @Test
  void workIsInDoubtSinceTheRatioSpokeAgainstItAndUntilAReinstatement() {
    CheckHistory history = of("+++-----");
    assertThat(history.state().standing()).isEqualTo(Standing.SUSPENDED);
    assertThat(history.doubtful()).containsExactly(new Span(30, 80), new Span(80, Long.MAX_VALUE));
    assertThat(of("+++-----", 85L).doubtful()).containsExactly(new Span(30, 80));
    assertThat(of("+++-----", 85L).state()).isEqualTo(SequentialTest.State.START);
    assertThat(of("+++-----", 85L).doubtSinceMillis()).isEqualTo(85);
  }

  @Test
  void whoFailsFromTheBeginningIsInDoubtFromTheBeginning() {
    assertThat(of("------").doubtful().get(0)).isEqualTo(new Span(0, 50));
  }

  @Test
  void workOfTheMomentOfTheLastCheckIsInDoubt() {
    List<Answered> atOnce = new ArrayList<>();
    atOnce.add(new Answered(7, true));
    for (int i = 0; i < 6; i++) {
      atOnce.add(new Answered(7, false));
    }
    assertThat(CheckHistory.of(SequentialTest.DEFAULT, atOnce, List.of()).doubtful().get(0))
        .isEqualTo(new Span(6, 7));
  }

  @Test
  void eachReinstatementBeginsAnew() {
    CheckHistory history = of("-----+-----", 55L);
    assertThat(history.doubtful())
        .containsExactly(new Span(0, 50), new Span(60, 110), new Span(110, Long.MAX_VALUE));
    assertThat(of("-----", 30L).state().standing())
        .as("neither half is enough")
        .isEqualTo(Standing.PROBATION);
  }
}
