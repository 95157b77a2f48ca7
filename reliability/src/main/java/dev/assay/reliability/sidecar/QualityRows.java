package dev.assay.reliability.sidecar;

import dev.assay.server.store.AdjudicationRow;
import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.GoldCheckRow;
import dev.assay.server.store.GoldRow;
import dev.assay.server.store.Tables;
import dev.assay.v1.Adjudication;
import dev.assay.v1.Slice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What must be true of gold checks, of annotators' standing, and of disputed items. */
final class QualityRows {
  private static final int ALL = Integer.MAX_VALUE;

  private final Tables tables;
  private final long projectId;
  private final Collection<AssignmentRow> assignments;
  private final List<String> broken = new ArrayList<>();

  private QualityRows(Tables tables, long projectId, Collection<AssignmentRow> assignments) {
    this.tables = tables;
    this.projectId = projectId;
    this.assignments = assignments;
  }

  static List<String> broken(Tables tables, long projectId, Collection<AssignmentRow> assignments) {
    QualityRows rows = new QualityRows(tables, projectId, assignments);
    rows.checkGold();
    rows.checkDisputes();
    return rows.broken;
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      broken.add(otherwise);
    }
  }

  private void checkGold() {
    Map<Integer, Integer> answered = new TreeMap<>();
    Map<Integer, Integer> passed = new TreeMap<>();
    Set<String> shown = new TreeSet<>();
    Set<String> annotators = new TreeSet<>();
    assignments.forEach(lease -> annotators.add(lease.annotatorId()));
    tables.annotators().list(projectId, "", ALL).forEach(row -> annotators.add(row.annotatorId()));
    for (String annotatorId : annotators) {
      for (GoldCheckRow check : tables.gold().checks(projectId, annotatorId, ALL)) {
        shown.add(annotatorId + " " + check.ordinal());
        if (check.answeredMillis() != null) {
          answered.merge(check.ordinal(), 1, Integer::sum);
          passed.merge(check.ordinal(), isPassed(check) ? 1 : 0, Integer::sum);
        }
      }
    }
    checkLeases(shown);
    for (GoldRow gold : tables.gold().list(projectId, -1, ALL)) {
      require(
          gold.checkedCount() == answered.getOrDefault(gold.ordinal(), 0)
              && gold.passedCount() == passed.getOrDefault(gold.ordinal(), 0),
          gold + ", answered checks: " + answered + ", passed: " + passed);
    }
    for (AnnotatorRow annotator : tables.annotators().list(projectId, "", ALL)) {
      List<GoldCheckRow> judged =
          tables.gold().checks(projectId, annotator.annotatorId(), ALL).stream()
              .filter(check -> check.passed() != null)
              .toList();
      require(
          annotator.gold().count() == judged.size()
              && annotator.gold().correctCount()
                  == judged.stream().filter(QualityRows::isPassed).count(),
          annotator + " has the checks " + judged);
    }
  }

  private static boolean isPassed(GoldCheckRow check) {
    return Boolean.TRUE.equals(check.passed());
  }

  private void checkLeases(Set<String> shown) {
    for (AssignmentRow lease : assignments) {
      require(
          lease.slice() != Slice.SLICE_GOLD
              || shown.contains(lease.annotatorId() + " " + lease.ordinal()),
          "a check that is not noted: " + lease);
    }
  }

  /** Whoever has a disputed item has the only open lease of it, and nobody else has. */
  private void checkDisputes() {
    Map<Integer, List<String>> held = new TreeMap<>();
    for (AssignmentRow lease : assignments) {
      if (lease.slice() == Slice.SLICE_ADJUDICATE && lease.state() == AssignmentRow.State.HELD) {
        held.computeIfAbsent(lease.ordinal(), ordinal -> new ArrayList<>())
            .add(lease.annotatorId());
      }
    }
    for (Adjudication.State state : Adjudication.State.values()) {
      if (state == Adjudication.State.UNRECOGNIZED) {
        continue;
      }
      for (AdjudicationRow row : tables.adjudications().list(projectId, state, -1, ALL)) {
        List<String> whose = held.remove(row.ordinal());
        boolean isAssigned = state == Adjudication.State.STATE_ASSIGNED;
        require(
            isAssigned
                ? List.of(row.annotatorId()).equals(whose)
                : whose == null || state != Adjudication.State.STATE_OPEN,
            row + " is held by " + whose);
      }
    }
    require(held.isEmpty(), "leased and not disputed: " + held);
  }
}
