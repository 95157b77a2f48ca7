package dev.assay.server.pool;

import com.google.protobuf.ByteString;
import dev.assay.server.store.Tables;
import dev.assay.v1.LabelSchema;
import dev.assay.v1.StrataDefinition;
import dev.assay.v1.StratumDimension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stratum of each item of a pool, by its ordinal, for as long as no item or score changes. */
public final class StratumColumn {
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
    if (!strata.readsAttributes()) {
      return ofScores(strata, snapshot.itemCount(), snapshot.scores());
    }
    Filling filling = new Filling(snapshot.itemCount());
    tables
        .items()
        .scan(
            projectId,
            item ->
                filling.put(
                    item.ordinal(),
                    strata.nameOf(item.attributes(), item.ordinal(), snapshot.scores())));
    return filling.column();
  }

  /**
   * Makes it of scores, as of those scores.
   *
   * @param definition one that {@link #isRecorded} says no of
   */
  public static Optional<StratumColumn> of(
      StrataDefinition definition,
      LabelSchema schema,
      int itemCount,
      @Nullable ScoreColumns scores) {
    return ofScores(PoolStrata.ofScores(definition, schema, itemCount, scores), itemCount, scores);
  }

  private static Optional<StratumColumn> ofScores(
      Strata strata, int itemCount, @Nullable ScoreColumns scores) {
    Filling filling = new Filling(itemCount);
    if (!strata.cuts().isEmpty()) {
      for (int ordinal = 0; ordinal < itemCount; ordinal++) {
        filling.put(ordinal, strata.nameOf(Map.of(), ordinal, scores));
      }
    } else if (itemCount > 0) {
      filling.code("");
    }
    return filling.column();
  }

  /**
   * The column that {@link #deflated} has written.
   *
   * @param itemCount items of the pool at that time
   */
  public static StratumColumn inflated(ByteString deflated, List<String> names, int itemCount) {
    return new StratumColumn(ShortColumns.inflated(deflated, itemCount), List.copyOf(names));
  }

  /**
   * Whether strata depend on items' attributes or clusters, which change, and not on scores alone:
   * then a wave is stored with them.
   */
  public static boolean isRecorded(StrataDefinition definition) {
    return definition.getDimensionsList().stream().anyMatch(StratumColumn::isRecorded);
  }

  private static boolean isRecorded(StratumDimension dimension) {
    return dimension.hasAttribute()
        || dimension.hasClusters()
        || (dimension.hasQuantileBins() && dimension.getQuantileBins().hasAttribute());
  }

  /** The strata of the first items of the pool, for {@link #inflated}. */
  public ByteString deflated(int itemCount) {
    return ShortColumns.deflated(Arrays.copyOf(codes, itemCount));
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
  public String nameOf(int ordinal) {
    return names.get(codes[ordinal]);
  }

  /**
   * The stratum that an item would be in by another class than the predicted one; its own where the
   * partition does not ask for the predicted class.
   */
  public String nameOf(int ordinal, StrataDefinition definition, String className) {
    for (int place = 0; place < definition.getDimensionsCount(); place++) {
      if (definition.getDimensions(place).hasPredictedClass()) {
        return StratumNames.withPredicted(nameOf(ordinal), place, className);
      }
    }
    return nameOf(ordinal);
  }

  /** The number of an item's stratum, its place among {@link #names}. */
  public int codeOf(int ordinal) {
    return codes[ordinal];
  }

  /** The strata that items are in, in the order in which they were met. */
  public List<String> names() {
    return names;
  }

  public int itemCount() {
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

    Optional<StratumColumn> column() {
      return overflows ? Optional.empty() : Optional.of(new StratumColumn(codes, names));
    }
  }
}
