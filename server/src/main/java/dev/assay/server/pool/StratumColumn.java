package dev.assay.server.pool;

import dev.assay.server.store.Tables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stratum of each item of a pool, by its ordinal, for as long as no item or score changes. */
final class StratumColumn {
  private final short[] codes;
  private final List<String> names;

  private StratumColumn(short[] codes, List<String> names) {
    this.codes = codes;
    this.names = names;
  }

  /**
   * Makes it: of the scores alone where the partition asks for nothing else, else of every item in
   * the store.
   *
   * @return empty where there are more strata than are counted
   */
  static Optional<StratumColumn> of(
      Tables tables, long projectId, Strata strata, PoolSnapshot snapshot) {
    Filling filling = new Filling(snapshot.itemCount());
    if (strata.readsAttributes()) {
      tables
          .items()
          .scan(
              projectId,
              item ->
                  filling.put(
                      item.ordinal(),
                      strata.nameOf(item.attributes(), item.ordinal(), snapshot.scores())));
    } else if (!strata.cuts().isEmpty()) {
      for (int ordinal = 0; ordinal < snapshot.itemCount(); ordinal++) {
        filling.put(ordinal, strata.nameOf(Map.of(), ordinal, snapshot.scores()));
      }
    } else if (snapshot.itemCount() > 0) {
      filling.code("");
    }
    return filling.overflows
        ? Optional.empty()
        : Optional.of(new StratumColumn(filling.codes, filling.names));
  }

  /** Counts all items, and those of them that are taken. */
  StratumCounts count(PoolSnapshot snapshot) {
    long[] all = new long[names.size()];
    long[] taken = new long[names.size()];
    for (int ordinal = 0; ordinal < codes.length; ordinal++) {
      all[codes[ordinal]]++;
      taken[codes[ordinal]] += snapshot.isTaken(ordinal) ? 1 : 0;
    }
    StratumCounts counts = new StratumCounts();
    for (int code = 0; code < all.length; code++) {
      counts.add(names.get(code), all[code], taken[code]);
    }
    return counts;
  }

  /** The stratum of an item that the pool has. */
  String nameOf(int ordinal) {
    return names.get(codes[ordinal]);
  }

  int itemCount() {
    return codes.length;
  }

  private static final class Filling {
    private final short[] codes;
    private final List<String> names = new ArrayList<>();
    private final Map<String, Short> known = new HashMap<>();
    private boolean overflows;

    Filling(int itemCount) {
      codes = new short[itemCount];
    }

    void put(int ordinal, String name) {
      if (ordinal < codes.length && !overflows) {
        codes[ordinal] = code(name);
      }
    }

    short code(String name) {
      Short code = known.get(name);
      if (code != null) {
        return code;
      }
      if (names.size() == StratumCounts.MAX_STRATA) {
        overflows = true;
        return 0;
      }
      short next = (short) names.size();
      names.add(name);
      known.put(name, next);
      return next;
    }
  }
}
