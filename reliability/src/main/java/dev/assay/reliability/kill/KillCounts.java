package dev.assay.reliability.kill;

import java.util.Locale;

/** What a run of kills has done so far. */
final class KillCounts {
  long rounds;
  long kills;
  long acknowledged;
  long unknown;
  long replays;
  long entries;

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d rounds: %,d kills, %,d answers noted, %,d requests of unknown outcome sent again,"
            + " %,d repeated, %,d journal entries read",
        rounds,
        kills,
        acknowledged,
        unknown,
        replays,
        entries);
  }
}
