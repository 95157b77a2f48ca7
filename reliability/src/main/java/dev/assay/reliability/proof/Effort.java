package dev.assay.reliability.proof;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * When a proof has tried enough: after a number of rounds or after a time, whichever comes first.
 * What a round is, each proof says itself.
 *
 * @param rounds the most rounds
 * @param minutes the most minutes; not begun rounds are left out
 */
public record Effort(OptionalLong rounds, OptionalLong minutes) {

  /** So many rounds, however long they take. */
  public static Effort ofRounds(long rounds) {
    return new Effort(OptionalLong.of(rounds), OptionalLong.empty());
  }

  /** As many rounds as fit into the time. */
  public static Effort ofMinutes(long minutes) {
    return new Effort(OptionalLong.empty(), OptionalLong.of(minutes));
  }

  /** Whether another round is to begin. */
  public boolean allows(long roundsDone, Duration spent) {
    return (rounds.isEmpty() || roundsDone < rounds.getAsLong())
        && (minutes.isEmpty() || spent.compareTo(Duration.ofMinutes(minutes.getAsLong())) < 0);
  }
}
