package dev.assay.server.trainingset;

import dev.assay.sampling.vector.Points;
import dev.assay.server.answer.Answer;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.answer.Use;
import dev.assay.server.estimation.PoolWeights;
import dev.assay.server.failure.TrainingSetImpossible;
import dev.assay.server.request.NumberedParts;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.SettledRow;
import dev.assay.server.store.Tables;
import dev.assay.server.store.VerdictRow;
import dev.assay.v1.LabelValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The items that a training set is built of, as of one moment, in the order in which they were
 * settled, without the contested ones.
 *
 * @param settledCount how many were settled, those left out included
 * @param vectors their embeddings, by their places
 */
record SettledItems(LabelSpace space, List<Item> items, int settledCount, Points vectors) {
  /** The share of the heap that embeddings of one training set may take. */
  private static final int SHARE_OF_HEAP = 4;

  /**
   * A settled item.
   *
   * @param classIndex the one class of its verdict, or -1 where answers are not one class
   * @param trust how sure its verdict is, in [0, 1]: what the model of the annotators says, else
   *     the share of its votes
   * @param group the value of the attribute that groups go by; null where it has none
   */
  record Item(
      int ordinal,
      String itemId,
      LabelValue verdict,
      int classIndex,
      double trust,
      double inclusionProbability,
      double poolWeight,
      @Nullable String group) {}

  /**
   * Reads them.
   *
   * @param limit at most so many of those settled first; all where 0
   * @param groupAttribute the attribute that groups go by; empty for none
   * @param readsVectors whether embeddings are looked at
   */
  static SettledItems read(
      Tables tables, ProjectRow project, int limit, String groupAttribute, boolean readsVectors) {
    long projectId = project.projectId();
    int settled = tables.progress().get(projectId).settledCount();
    int count = limit > 0 ? Math.min(limit, settled) : settled;
    LabelSpace space = LabelSpace.of(project.definition());
    PoolWeights weights = PoolWeights.read(tables, project);
    Set<Integer> contested = tables.adjudications().contested(projectId);
    List<Item> items = new ArrayList<>();
    for (int after = 0; after < count; after += NumberedParts.MAX_ROWS) {
      int part = Math.min(NumberedParts.MAX_ROWS, count - after);
      for (SettledRow row : tables.tasks().settled(projectId, after, part)) {
        if (!contested.contains(row.drawn().ordinal())) {
          items.add(item(tables, projectId, space, weights, row, groupAttribute));
        }
      }
    }
    int dimension = readsVectors ? tables.progress().get(projectId).embeddingDimension() : 0;
    return new SettledItems(space, items, count, vectors(tables, projectId, items, dimension));
  }

  private static Item item(
      Tables tables,
      long projectId,
      LabelSpace space,
      PoolWeights weights,
      SettledRow row,
      String groupAttribute) {
    String verdict = Objects.requireNonNull(row.task().verdict(), "the task is settled");
    int ordinal = row.drawn().ordinal();
    VerdictRow modelled = tables.verdicts().find(projectId, ordinal);
    double agreement = (double) row.task().agreementCount() / Math.max(row.task().voteCount(), 1);
    return new Item(
        ordinal,
        row.itemId(),
        space.value(verdict),
        space.allows(Use.PREDICTED_CLASS) ? Answer.classIndex(verdict) : -1,
        modelled == null ? Math.min(1, agreement) : modelled.probability(),
        row.drawn().inclusionProbability(),
        weights.of(ordinal),
        groupAttribute.isEmpty() ? null : group(tables, projectId, ordinal, groupAttribute));
  }

  private static @Nullable String group(
      Tables tables, long projectId, int ordinal, String attribute) {
    ItemRow item = tables.items().find(projectId, ordinal);
    return item == null ? null : item.attributes().get(attribute);
  }

  private static Points vectors(Tables tables, long projectId, List<Item> items, int dimension) {
    long bytes = (long) items.size() * dimension * Float.BYTES;
    if (bytes > Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP) {
      throw new TrainingSetImpossible(
          "set",
          "the embeddings of "
              + items.size()
              + " items take "
              + (bytes >> 20)
              + " MiB, more than a quarter of the heap: ask for fewer by settled_count, or give the"
              + " server more memory");
    }
    float[][] rows = new float[items.size()][];
    for (int k = 0; k < rows.length && dimension > 0; k++) {
      float[] vector = tables.items().embedding(projectId, items.get(k).ordinal());
      rows[k] = vector == null ? new float[0] : vector;
    }
    return new Vectors(rows, dimension);
  }

  /** The embeddings by place; missing where an item has none. */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  private record Vectors(float[][] rows, int dimension) implements Points {
    @Override
    public int count() {
      return rows.length;
    }

    @Override
    public boolean has(int point) {
      return dimension > 0 && rows[point].length == dimension;
    }

    @Override
    public void copy(int point, double[] into) {
      for (int k = 0; k < dimension; k++) {
        into[k] = rows[point][k];
      }
    }
  }
}
