package dev.assay.labelstudio.bridge;

import dev.assay.labelstudio.http.LsAnnotation;
import dev.assay.labelstudio.http.LsTask;
import dev.assay.labelstudio.schema.LabelMapping;
import dev.assay.labelstudio.schema.UnmappableAnswerException;
import dev.assay.labelstudio.state.Annotations.Entry;
import dev.assay.labelstudio.state.Annotations.Pending;
import dev.assay.labelstudio.state.Annotations.State;
import dev.assay.labelstudio.state.BridgeState;
import dev.assay.labelstudio.state.Desk;
import dev.assay.labelstudio.state.Releases;
import dev.assay.labelstudio.state.Releases.Release;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares a task as Label Studio shows it now with what is known of it, and does what the
 * difference asks for. It does not matter what made anybody look, how often, or in which order
 * events came: a task that has not changed asks for nothing.
 *
 * <p>An annotation is an answer to an assignment when its item has an open release. It then claims
 * the release, in the transaction that writes the annotation down, before Assay is told.
 */
final class TaskReview {
  private static final String ANSWER = "answer: ";
  private static final long MAX_LEAD_MILLIS = 86_400_000;

  private final BridgeState state;
  private final ItemKeys keys;
  private final LabelMapping mapping;
  private final AssayVotes votes;
  private final Lever lever;
  private final SeatReturns returns;
  private final InstantSource clock;
  private final Desk desk;

  TaskReview(
      Desk desk,
      BridgeState state,
      ItemKeys keys,
      LabelMapping mapping,
      AssayVotes votes,
      Lever lever,
      SeatReturns returns,
      InstantSource clock) {
    this.desk = desk;
    this.state = state;
    this.keys = keys;
    this.mapping = mapping;
    this.votes = votes;
    this.lever = lever;
    this.returns = returns;
    this.clock = clock;
  }

  /**
   * Looks at a task of the desk's project.
   *
   * @param source who made us look: WEBHOOK or POLL
   */
  void review(LsTask task, String source) {
    String key = keys.of(task);
    String before = state.items().itemOf(desk, task.id());
    if (before != null && !before.equals(key)) {
      gone(task.id()); // the id was given to another task
    }
    boolean isKnown = state.items().find(key) != null;
    if (isKnown && state.items().taskOf(desk, key) == null) {
      state.items().setTask(desk, key, task.id());
    }
    boolean isItem = Long.valueOf(task.id()).equals(state.items().taskOf(desk, key));
    Set<String> seen =
        task.annotations().stream().map(LsAnnotation::key).collect(Collectors.toSet());
    // Deletions come first: who deletes an answer and gives another has one vote, and no two.
    for (Entry entry : state.annotations().standing(desk, task.id())) {
      if (!seen.contains(entry.key())) {
        delete(entry);
      }
    }
    // Answers come before skips: a task that one has skipped is still open, and another may have
    // answered it before anybody looked.
    task.annotations().stream()
        .sorted(Comparator.comparing(LsAnnotation::wasCancelled))
        .forEach(annotation -> hear(annotation, task.id(), isItem ? key : "", source));
  }

  /** The task is not there any more: its annotations went with it, its open leases go back. */
  void gone(long taskId) {
    state.annotations().standing(desk, taskId).forEach(this::delete);
    String key = state.items().itemOf(desk, taskId);
    if (key != null) {
      state.items().forgetTask(desk, key);
      returns.giveBack(key, "its task was deleted in Label Studio");
    }
  }

  private void hear(LsAnnotation annotation, long taskId, String itemKey, String source) {
    Entry known = state.annotations().find(annotation.key());
    if (known == null) {
      Long user = annotation.completedBy();
      Entry first =
          new Entry(
              annotation.key(),
              desk,
              annotation.id(),
              taskId,
              itemKey,
              user == null ? "" : "ls-" + user,
              annotation.updatedAt(),
              State.OUT_OF_BAND,
              null,
              List.of(),
              leadMillis(annotation),
              null,
              "",
              source,
              clock.millis());
      Entry judged = judge(first, annotation);
      if (judged.pending() == Pending.REPLACE) {
        returns.giveBack(itemKey, "its vote is given anew");
      }
      keep(judged);
    } else if (!known.updatedAt().equals(annotation.updatedAt())) {
      Entry newer = known.version(annotation.updatedAt(), known.answer(), leadMillis(annotation));
      keep(rejudge(newer, annotation));
    }
  }

  /** Writes an annotation down, with the release that it claims, and tells Assay. */
  private void keep(Entry entry) {
    Long releaseId = entry.releaseId();
    boolean claims = entry.pending() == Pending.SUBMIT || entry.pending() == Pending.RETURN;
    state.together(
        () -> {
          if (claims && releaseId != null) {
            state.releases().set(releaseId, Releases.State.CLAIMED);
          }
          state.annotations().put(entry);
        });
    votes.tell(entry);
    boolean isAnswer = entry.state() == State.ACCEPTED && entry.pending() == Pending.SUBMIT;
    if (!isAnswer && !entry.itemKey().isEmpty()) {
      lever.adjust(entry.itemKey());
    }
  }

  private Entry judge(Entry entry, LsAnnotation annotation) {
    Long sender = annotation.updatedBy();
    if (sender == null) {
      return entry.with(State.OUT_OF_BAND, null, "it came by import");
    }
    if (!sender.equals(annotation.completedBy())) {
      return entry.with(
          State.QUARANTINED,
          null,
          "it is said to be of user " + annotation.completedBy() + " and came from user " + sender);
    }
    if (entry.itemKey().isEmpty()) {
      return entry.with(State.OUT_OF_BAND, null, "its task is none that Assay knows");
    }
    Release open = state.releases().openOf(desk, entry.itemKey());
    if (annotation.wasCancelled()) {
      return open == null
          ? entry.with(State.SKIPPED, null, "nobody was assigned it")
          : entry.answering(open.id()).with(State.SKIPPED, Pending.RETURN, "");
    }
    List<String> answer;
    try {
      answer = mapping.answer(annotation.result());
    } catch (UnmappableAnswerException e) {
      return entry.with(State.QUARANTINED, null, ANSWER + e.getMessage());
    }
    Entry answered = entry.version(entry.updatedAt(), answer, entry.leadMillis());
    Entry deleted = state.annotations().deletedVote(desk, entry.itemKey(), entry.annotator());
    if (deleted
        != null) { // who deletes an answer and gives another has given one, and is paid once
      return answered.answering(deleted.releaseId()).with(State.ACCEPTED, Pending.REPLACE, "");
    }
    return open == null
        ? answered.with(State.OUT_OF_BAND, null, "nobody was assigned it")
        : answered.answering(open.id()).with(State.ACCEPTED, Pending.SUBMIT, "");
  }

  /** A newer version of an annotation that stands. */
  private Entry rejudge(Entry entry, LsAnnotation annotation) {
    return switch (entry.state()) {
      case ACCEPTED -> changed(entry, annotation);
      case SKIPPED -> annotation.wasCancelled() ? entry : judge(entry.answering(null), annotation);
      case QUARANTINED ->
          entry.releaseId() == null && mayCountWhenChanged(entry)
              ? judge(entry, annotation)
              : entry;
      case OUT_OF_BAND, DELETED -> entry;
    };
  }

  private static boolean mayCountWhenChanged(Entry entry) {
    return entry.reason().startsWith(ANSWER) || entry.reason().startsWith(AssayVotes.NOT_PERMITTED);
  }

  private Entry changed(Entry entry, LsAnnotation annotation) {
    if (annotation.wasCancelled()) {
      return entry.with(State.SKIPPED, Pending.WITHDRAW, "skipped after it was answered");
    }
    try {
      List<String> answer = mapping.answer(annotation.result());
      return answer.equals(entry.answer())
          ? entry
          : entry
              .version(entry.updatedAt(), answer, entry.leadMillis())
              .with(State.ACCEPTED, Pending.REPLACE, "");
    } catch (UnmappableAnswerException e) {
      return entry.with(State.QUARANTINED, Pending.WITHDRAW, ANSWER + e.getMessage());
    }
  }

  private void delete(Entry entry) {
    Pending pending = entry.state() == State.ACCEPTED ? Pending.WITHDRAW : null;
    Entry deleted = entry.with(State.DELETED, pending, entry.reason());
    state.annotations().put(deleted);
    votes.tell(deleted);
    if (!entry.itemKey().isEmpty()) {
      lever.adjust(entry.itemKey());
    }
  }

  private static @Nullable Long leadMillis(LsAnnotation annotation) {
    Double seconds = annotation.leadTimeSeconds();
    if (seconds == null || !(seconds >= 0)) {
      return null;
    }
    return Math.min(Math.round(seconds * 1000), MAX_LEAD_MILLIS);
  }
}
