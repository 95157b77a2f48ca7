package dev.assay.server.estimation;

import dev.assay.sampling.SeededStream;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.answer.Use;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Tables;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What items have turned out to be, for who learns from it: the classes of settled items by the
 * present facts, without the contested.
 */
public final class SettledClasses {
  /** Of the long that an item's number is sorted by, what tells the item. */
  private static final long INDEX_MASK = Integer.MAX_VALUE;

  private final SettledStates states;

  public SettledClasses(SettledStates states) {
    this.states = states;
  }

  /** All of them with how they were drawn, in that order. */
  public List<SettledItem> items(Tables tables, ProjectRow project) {
    return states.get(tables, project).sample().items();
  }

  /**
   * The classes of settled items by their ordinals. Where more than {@code limit} are settled,
   * those with the smallest permanent random numbers: a sample that does not depend on when they
   * were labelled, and that changes little as labels come. None where an answer is not one class.
   */
  public SortedMap<Integer, Integer> read(Tables tables, ProjectRow project, int limit) {
    SortedMap<Integer, Integer> classes = new TreeMap<>();
    if (!LabelSpace.of(project.definition()).allows(Use.PREDICTED_CLASS)) {
      return classes;
    }
    List<SettledItem> items = states.get(tables, project).sample().items();
    long[] keys = new long[items.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (SeededStream.mix(items.get(i).ordinal() + 1L) & ~INDEX_MASK) | i;
    }
    if (keys.length > limit) {
      Arrays.sort(keys);
    }
    for (int k = 0; k < Math.min(limit, keys.length); k++) {
      SettledItem item = items.get((int) (keys[k] & INDEX_MASK));
      classes.put(item.ordinal(), item.verdictClass());
    }
    return classes;
  }
}
