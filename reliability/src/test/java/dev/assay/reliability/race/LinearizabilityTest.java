package dev.assay.reliability.race;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reliability.race.LabelBudget.GiveBack;
import dev.assay.reliability.race.LabelBudget.Look;
import dev.assay.reliability.race.LabelBudget.Nothing;
import dev.assay.reliability.race.LabelBudget.Operation;
import dev.assay.reliability.race.LabelBudget.SetCeiling;
import dev.assay.reliability.race.LabelBudget.State;
import dev.assay.reliability.race.LabelBudget.Take;
import dev.assay.reliability.race.Linearizability.Call;
import dev.assay.reliability.race.Linearizability.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Histories whose answer is known. Times are small numbers; equal ones overlap. */
@Timeout(60)
final class LinearizabilityTest {
  private static Call<Operation> call(long begin, long end, Operation operation) {
    return new Call<>(operation, begin, end);
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // read only
  private static boolean holds(State start, Call<Operation>... history) {
    return holds(start, List.of(history));
  }

  private static boolean holds(State start, List<Call<Operation>> history) {
    Verdict verdict = Linearizability.check(new LabelBudget(), start, history);
    assertThat(verdict).isNotEqualTo(Verdict.UNDECIDED);
    return verdict == Verdict.HOLDS;
  }

  @Test
  void callsOneAfterTheOtherHoldInTheirOrderOnly() {
    Call<Operation> first = call(0, 1, new Take(1, 1));
    Call<Operation> second = call(2, 3, new Take(1, 0));
    assertThat(holds(new State(1, 0), first, second)).isTrue();
    assertThat(holds(new State(1, 0), call(0, 1, new Take(1, 0)), call(2, 3, new Take(1, 1))))
        .isFalse();
  }

  @Test
  void callsAtTheSameTimeHoldInAnyOrder() {
    assertThat(holds(new State(1, 0), call(0, 10, new Take(1, 0)), call(0, 10, new Take(1, 1))))
        .isTrue();
  }

  @Test
  void twoWinnersOfOneLabelDoNotHold() {
    assertThat(holds(new State(1, 0), call(0, 10, new Take(1, 1)), call(0, 10, new Take(1, 1))))
        .isFalse();
  }

  @Test
  void nobodyWinningDoesNotHold() {
    assertThat(holds(new State(1, 0), call(0, 10, new Take(1, 0)), call(0, 10, new Take(1, 0))))
        .isFalse();
  }

  @Test
  void aLookThatBeganAfterTheAnswerMustSeeIt() {
    Call<Operation> take = call(0, 5, new Take(1, 1));
    assertThat(holds(new State(3, 0), take, call(6, 7, new Look(1)))).isTrue();
    assertThat(holds(new State(3, 0), take, call(6, 7, new Look(0)))).isFalse();
    assertThat(holds(new State(3, 0), take, call(4, 7, new Look(0)))).isTrue();
  }

  @Test
  void twoLooksMustNotSeeTimeRunBackwards() {
    Call<Operation> take = call(0, 20, new Take(1, 1));
    Call<Operation> early = call(1, 2, new Look(1));
    assertThat(holds(new State(3, 0), take, early, call(3, 4, new Look(1)))).isTrue();
    assertThat(holds(new State(3, 0), take, early, call(3, 4, new Look(0)))).isFalse();
  }

  @Test
  void aRefusedCeilingMustHaveBeenBelowWhatWasCommitted() {
    Call<Operation> take = call(0, 10, new Take(2, 2));
    assertThat(holds(new State(2, 0), take, call(5, 6, new SetCeiling(1, false)))).isTrue();
    assertThat(holds(new State(2, 0), take, call(5, 6, new SetCeiling(2, false)))).isFalse();
    assertThat(holds(new State(2, 0), call(11, 12, new SetCeiling(1, true)), take)).isTrue();
  }

  @Test
  void whatWasGivenBackCanBeTakenAgain() {
    Call<Operation> back = call(0, 9, new GiveBack(1));
    assertThat(holds(new State(1, 1), back, call(5, 6, new Take(1, 1)))).isTrue();
    assertThat(holds(new State(1, 1), call(5, 6, new Take(1, 1)), call(7, 9, new GiveBack(1))))
        .isFalse();
  }

  @Test
  void aCallWithoutAnAnswerMayHaveHappenedOrNot() {
    Call<Operation> lost = call(0, Long.MAX_VALUE, new Take(1, 1));
    assertThat(holds(new State(1, 0), lost, call(5, 6, new Take(1, 1)))).isTrue();
    assertThat(holds(new State(1, 0), lost, call(5, 6, new Take(1, 0)))).isTrue();
    assertThat(holds(new State(1, 0), lost, call(5, 6, new Take(1, 0)), call(7, 8, new Take(1, 1))))
        .isFalse();
  }

  @Test
  void whatSaysNothingAboutTheBudgetFitsEverywhere() {
    assertThat(holds(new State(0, 0), call(0, 1, new Nothing()))).isTrue();
  }

  @Test
  void manyCallersAtOnceAreDecidedAtOnceWhetherTheyHoldOrNot() {
    List<Call<Operation>> history = new ArrayList<>();
    for (int i = 0; i < 62; i++) {
      history.add(call(0, 10, new Take(1, 0)));
    }
    history.add(call(0, 10, new Take(1, 1)));
    assertThat(holds(new State(1, 0), history)).isTrue();
    history.add(call(0, 10, new Take(1, 1)));
    assertThat(holds(new State(1, 0), history)).isFalse();
  }

  /** Every order, tried without any reduction. */
  private static boolean bruteForce(State state, List<Call<Operation>> left) {
    if (left.isEmpty()) {
      return true;
    }
    long firstEnd = left.stream().mapToLong(Call::end).min().orElseThrow();
    for (Call<Operation> next : left) {
      State after =
          next.begin() <= firstEnd ? new LabelBudget().after(state, next.operation()) : null;
      if (after != null) {
        List<Call<Operation>> rest = new ArrayList<>(left);
        rest.remove(next);
        if (bruteForce(after, rest)) {
          return true;
        }
      }
    }
    return false;
  }

  private static Operation operation(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> new Take(1 + random.nextInt(2), random.nextInt(3));
      case 1 -> new GiveBack(1);
      case 2 -> new SetCeiling(random.nextInt(4), random.nextInt(3) > 0);
      default -> new Look(random.nextInt(3));
    };
  }

  @Test
  void agreesWithTryingEveryOrder() {
    int[] verdicts = new int[2];
    for (int seed = 0; seed < 3_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      State start = new State(random.nextInt(4), 2);
      List<Call<Operation>> history = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        long begin = random.nextInt(12);
        history.add(call(begin, begin + 1 + random.nextInt(6), operation(random)));
      }
      boolean expected = bruteForce(start, history);
      assertThat(holds(start, history))
          .as("seed %d: %s from %s", seed, history, start)
          .isEqualTo(expected);
      verdicts[expected ? 1 : 0]++;
    }
    assertThat(verdicts[0]).isGreaterThan(100);
    assertThat(verdicts[1]).isGreaterThan(100);
  }
}
