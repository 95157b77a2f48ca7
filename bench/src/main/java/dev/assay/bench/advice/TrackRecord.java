package dev.assay.bench.advice;

import dev.assay.v1.Advice;
import java.util.EnumMap;
import java.util.Map;

/** How often each kind of advice was given, right, and missing. */
public final class TrackRecord {
  /**
   * The counts of one kind.
   *
   * @param given how often it was given
   * @param right how often of these it was right
   * @param due how often it would have been right
   */
  public record Count(int given, int right, int due) {
    Count plus(boolean isGiven, boolean isDue) {
      return new Count(
          given + (isGiven ? 1 : 0), right + (isGiven && isDue ? 1 : 0), due + (isDue ? 1 : 0));
    }
  }

  private final Map<Advice.ActionCase, Count> counts = new EnumMap<>(Advice.ActionCase.class);

  void add(Advice.ActionCase kind, boolean isGiven, boolean isDue) {
    counts.put(kind, count(kind).plus(isGiven, isDue));
  }

  /** The counts of a kind. */
  public Count count(Advice.ActionCase kind) {
    return counts.getOrDefault(kind, new Count(0, 0, 0));
  }

  /** Adds the counts of another. */
  public void addAll(TrackRecord other) {
    other.counts.forEach(
        (kind, more) -> {
          Count mine = count(kind);
          counts.put(
              kind,
              new Count(mine.given + more.given, mine.right + more.right, mine.due + more.due));
        });
  }
}
