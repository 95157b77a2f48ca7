package dev.assay.reliability.load;

import java.util.Locale;

/** What crews have done so far. Not for several threads. */
public final class CrewCounts {
  long acknowledged;
  long unknown;
  long replays;
  long entries;

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d answers noted, %,d requests of unknown outcome sent again, %,d repeated, %,d journal"
            + " entries read",
        acknowledged,
        unknown,
        replays,
        entries);
  }
}
