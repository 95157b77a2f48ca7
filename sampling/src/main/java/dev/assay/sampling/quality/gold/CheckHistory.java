package dev.assay.sampling.quality.gold;

import dev.assay.sampling.quality.gold.SequentialTest.State;
import java.util.ArrayList;
import java.util.List;

/**
 * What all checks of one annotator say together: where the running test stands, and which of the
 * annotator's work is in doubt. It follows from the checks as they are now alone, so that a check
 * that is judged otherwise later has the consequences that it would have had from the beginning.
 *
 * <p>The test begins anew at each reinstatement. Where it ends in suspension, the work done since
 * the ratio began to speak for carelessness is in doubt, up to the check that ended it; and what
 * came after that too, until the annotator is reinstated.
 *
 * @param state of the test that runs now
 * @param doubtSinceMillis since when its ratio has spoken for careless work, or the time of the
 *     last check where it does not
 * @param doubtful spans of time whose work is in doubt, in their order
 */
public record CheckHistory(State state, long doubtSinceMillis, List<Span> doubtful) {

  /** A check that was answered. */
  public record Answered(long answeredMillis, boolean passed) {}

  /** The time after one moment and until another. */
  public record Span(long afterMillis, long untilMillis) {}

  /**
   * Follows the checks.
   *
   * @param checks in the order in which they were answered
   * @param reinstatedMillis when the test began anew, ascending; a check of that moment is before
   *     it
   */
  public static CheckHistory of(
      SequentialTest test, List<Answered> checks, List<Long> reinstatedMillis) {
    List<Span> doubtful = new ArrayList<>();
    long beginMillis = 0;
    int from = 0;
    for (long endMillis : reinstatedMillis) {
      int to = from;
      while (to < checks.size() && checks.get(to).answeredMillis() <= endMillis) {
        to++;
      }
      CheckHistory ended = follow(test, checks.subList(from, to), beginMillis);
      ended.doubtful().stream().limit(1).forEach(doubtful::add);
      beginMillis = endMillis;
      from = to;
    }
    CheckHistory last = follow(test, checks.subList(from, checks.size()), beginMillis);
    doubtful.addAll(last.doubtful());
    return new CheckHistory(last.state(), last.doubtSinceMillis(), List.copyOf(doubtful));
  }

  /** One test; what it leaves in doubt is before its end, and after it. */
  private static CheckHistory follow(SequentialTest test, List<Answered> checks, long beginMillis) {
    State state = State.START;
    long doubtSinceMillis = beginMillis;
    for (Answered check : checks) {
      long atMillis = check.answeredMillis();
      state = test.after(state, check.passed());
      if (state.standing() == Standing.SUSPENDED) {
        // Work of one moment is in doubt together: to tell what came before a check from what came
        // after it would tell the check.
        Span before = new Span(Math.min(doubtSinceMillis, atMillis - 1), atMillis);
        return new CheckHistory(
            state, doubtSinceMillis, List.of(before, new Span(atMillis, Long.MAX_VALUE)));
      }
      if (state.logRatio() <= 0) {
        doubtSinceMillis = atMillis;
      }
    }
    return new CheckHistory(state, doubtSinceMillis, List.of());
  }
}
