package dev.assay.server.estimation;

import dev.assay.server.answer.LabelSpace;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Tables;
import dev.assay.server.store.WaveRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What all estimates of a project rest on, as of one state of it.
 *
 * @param auditSequence of the last event in the project
 * @param evidenceSequence of the last event after which estimates may say something else than
 *     before, beside how many served items are missing; two states that have the same differ in
 *     nothing but how far their last waves are served
 * @param lastLabelId the number of its last label
 * @param sample every wave that was served, with its settled items
 * @param numbered of these the ones that are learnt from where they are very many
 * @param unstaffedCount served items that wait for somebody with tags that nobody has
 */
record SettledState(
    long auditSequence,
    long evidenceSequence,
    long lastLabelId,
    WaveSample sample,
    NumberedItems numbered,
    SetAside setAside,
    long unstaffedCount) {

  /** The most waiting items of a set of tags that are counted. */
  private static final int MAX_UNSTAFFED = 100_000;

  /** Reads all of it: as much work as there are settled items and waves. */
  static SettledState read(Tables tables, ProjectRow project) {
    LabelSpace space = LabelSpace.of(project.definition());
    Set<Integer> contested = tables.adjudications().contested(project.projectId());
    List<SettledItem> items = new ArrayList<>();
    tables
        .tasks()
        .scanSettled(
            project.projectId(),
            0,
            row -> {
              if (!contested.contains(row.drawn().ordinal())) {
                items.add(SettledItem.of(space, row.verdict(), row.drawn()));
              }
            });
    return with(tables, project.projectId(), contested, items, NumberedItems.of(items));
  }

  /** The items with everything beside them that is read anew in each state. */
  static SettledState with(
      Tables tables,
      long projectId,
      Set<Integer> contested,
      List<SettledItem> items,
      NumberedItems numbered) {
    List<WaveRow> served =
        tables.waves().list(projectId).stream().filter(wave -> wave.nextPosition() > 0).toList();
    long auditSequence = tables.progress().get(projectId).auditSequence();
    return new SettledState(
        auditSequence,
        auditSequence,
        tables.labels().lastId(projectId),
        new WaveSample(served, List.copyOf(items), contested),
        numbered,
        SetAside.read(tables, projectId),
        unstaffed(tables, projectId));
  }

  private static long unstaffed(Tables tables, long projectId) {
    return tables.items().routes(projectId).stream()
        .filter(route -> !route.tags().isEmpty() && route.annotatorCount() == 0)
        .mapToLong(route -> tables.tasks().wantedCount(projectId, route.route(), MAX_UNSTAFFED))
        .sum();
  }

  /**
   * This state, which came from an earlier one by events after which no score is another, with the
   * evidence of that one where nothing of it changed.
   */
  SettledState keepingEvidenceOf(SettledState earlier) {
    boolean isKept =
        sample.items() == earlier.sample.items()
            && sample.contested().equals(earlier.sample.contested())
            && sample.isServedOnFrom(earlier.sample)
            && setAside.equals(earlier.setAside);
    return isKept
        ? new SettledState(
            auditSequence,
            earlier.evidenceSequence,
            lastLabelId,
            sample,
            numbered,
            setAside,
            unstaffedCount)
        : this;
  }
}
