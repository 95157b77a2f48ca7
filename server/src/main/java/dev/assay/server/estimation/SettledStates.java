package dev.assay.server.estimation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.store.LabelRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Tables;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.WaveItemRow;
import dev.assay.v1.AuditEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The settled items of projects as questions ask for them, gathered once for each state of a
 * project and for all questions.
 *
 * <p>Where nothing happened since but labels that were submitted and things that change no verdict,
 * the items of those labels alone are read again. Anything else reads all items anew: a vote that
 * was replaced, an adjudication, verdicts that a model revised.
 */
public final class SettledStates {
  /** The most settled items kept, of all projects; the least used projects go first. */
  static final int MAX_ITEMS = 2_000_000;

  /** The most events after which the labels that came with them are followed one by one. */
  static final int MAX_FOLLOWED_EVENTS = 2_000;

  /** Events that are looked at together: one can be as large as a batch. */
  private static final int EVENTS_AT_ONCE = 100;

  /** The most labels that are followed one by one. */
  static final int MAX_FOLLOWED_LABELS = 20_000;

  /** After these the verdicts of all items but those of new labels are what they were. */
  private static final Set<AuditEvent.EventCase> FOLLOWED =
      Set.of(
          AuditEvent.EventCase.ITEMS_PUT,
          AuditEvent.EventCase.SCORES_PUBLISHED,
          AuditEvent.EventCase.WAVE_DRAWN,
          AuditEvent.EventCase.WAVE_CLOSED,
          AuditEvent.EventCase.BATCH_GRANTED,
          AuditEvent.EventCase.ASSIGNMENTS_CLOSED,
          AuditEvent.EventCase.LABELS_SUBMITTED,
          AuditEvent.EventCase.CEILING_SET,
          AuditEvent.EventCase.SECOND_OPINION_FORMED,
          AuditEvent.EventCase.BUDGET_ALERTED);

  /** After these, estimates from the same items may say something else. */
  private static final Set<AuditEvent.EventCase> BELIEFS =
      Set.of(AuditEvent.EventCase.SCORES_PUBLISHED, AuditEvent.EventCase.SECOND_OPINION_FORMED);

  private final Cache<Long, SettledState> states =
      Caffeine.newBuilder()
          .maximumWeight(MAX_ITEMS)
          .weigher((Long project, SettledState state) -> 1 + state.sample().items().size())
          .build();

  /**
   * The settled items in the state that the tables show, or in a later one that another caller saw.
   * Gathered by one thread while others wait for it, who mostly want the same.
   */
  synchronized SettledState get(Tables tables, ProjectRow project) {
    long projectId = project.projectId();
    SettledState known = states.getIfPresent(projectId);
    if (known != null
        && known.auditSequence() >= tables.progress().get(projectId).auditSequence()) {
      return known;
    }
    SettledState followed = known == null ? null : follow(tables, project, known);
    SettledState state = followed == null ? SettledState.read(tables, project) : followed;
    states.put(projectId, state);
    return state;
  }

  /** The state that follows from a known one; null where all items must be read. */
  static @Nullable SettledState follow(Tables tables, ProjectRow project, SettledState known) {
    long projectId = project.projectId();
    Set<AuditEvent.EventCase> happened = happened(tables, projectId, known.auditSequence());
    if (happened == null || !FOLLOWED.containsAll(happened)) {
      return null;
    }
    List<LabelRow> labels =
        tables.labels().list(projectId, known.lastLabelId(), null, null, MAX_FOLLOWED_LABELS + 1);
    if (labels.size() > MAX_FOLLOWED_LABELS) {
      return null;
    }
    Set<Integer> contested = known.sample().contested();
    LabelSpace space = LabelSpace.of(project.definition());
    Map<SettledItem, SettledItem> changed = new TreeMap<>(SettledItem.AS_DRAWN);
    for (LabelRow label : labels) {
      TaskRow task = tables.tasks().find(projectId, label.ordinal());
      if (task != null && task.verdict() != null && !contested.contains(task.ordinal())) {
        WaveItemRow drawn =
            tables.waves().items(projectId, task.waveNumber(), task.position(), 1).get(0);
        SettledItem item = SettledItem.of(space, task.verdict(), drawn);
        changed.put(item, item);
      }
    }
    List<SettledItem> changedItems = List.copyOf(changed.values());
    SettledState state =
        SettledState.with(
            tables,
            projectId,
            contested,
            merged(known.sample().items(), changedItems),
            known.numbered().with(changedItems));
    return Collections.disjoint(happened, BELIEFS) ? state.keepingEvidenceOf(known) : state;
  }

  /** The kinds of the events after one; null where they are too many. */
  private static @Nullable Set<AuditEvent.EventCase> happened(
      Tables tables, long projectId, long afterSequence) {
    Set<AuditEvent.EventCase> kinds = EnumSet.noneOf(AuditEvent.EventCase.class);
    long after = afterSequence;
    for (int seen = 0; seen <= MAX_FOLLOWED_EVENTS; seen += EVENTS_AT_ONCE) {
      List<AuditEvent> events = tables.audit().list(projectId, after, EVENTS_AT_ONCE);
      events.forEach(event -> kinds.add(event.getEventCase()));
      if (events.size() < EVENTS_AT_ONCE) {
        return kinds;
      }
      after = events.get(events.size() - 1).getSequence();
    }
    return null;
  }

  /** Both as they were drawn; where both have an item, the changed one. */
  private static List<SettledItem> merged(List<SettledItem> known, List<SettledItem> changed) {
    if (changed.isEmpty()) {
      return known;
    }
    List<SettledItem> items = new ArrayList<>(known.size() + changed.size());
    int next = 0;
    for (SettledItem item : known) {
      int order = 1;
      while (next < changed.size()
          && (order = SettledItem.AS_DRAWN.compare(changed.get(next), item)) < 0) {
        items.add(changed.get(next++));
      }
      items.add(next < changed.size() && order == 0 ? changed.get(next++) : item);
    }
    items.addAll(changed.subList(next, changed.size()));
    return items;
  }
}
