package dev.assay.server.estimation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.answer.Use;
import dev.assay.server.request.Projects;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;

/**
 * Answers that stay true for as long as nothing happens in their project: each is kept with the
 * audit sequence that it was given at, which every change moves on. Where only more items were
 * served since, the estimates are those of before, and what is missing is counted anew.
 */
final class AnswersByState<Q, R> {
  /** The most answers kept; the least used go first. */
  static final int MAX_ANSWERS = 1_000;

  private record State<Q>(long projectId, long auditSequence, Q request) {}

  private record Question<Q>(long projectId, Q request) {}

  /** Computes an answer from the settled items, and from what else the tables show. */
  interface Computation<Q, R> {
    StatedAnswer<R> compute(Tables tables, ProjectRow project, SettledState state, Q request);
  }

  private final Store store;
  private final SettledStates states;
  private final Use use;
  private final Computation<Q, R> computation;
  private final Cache<State<Q>, R> answers = Caffeine.newBuilder().maximumSize(MAX_ANSWERS).build();
  private final Cache<Question<Q>, StatedAnswer<R>> stated =
      Caffeine.newBuilder().maximumSize(MAX_ANSWERS).build();

  /** Answers that are a use of the labels. */
  AnswersByState(Store store, SettledStates states, Use use, Computation<Q, R> computation) {
    this.store = store;
    this.states = states;
    this.use = use;
    this.computation = computation;
  }

  /**
   * The answer in the project's state of this moment, computed if it is not there.
   *
   * @throws dev.assay.server.failure.Failure when there is no such project, or its label schema has
   *     no such estimate
   */
  R get(String project, Q request) {
    return store.read(tables -> get(tables, Projects.require(tables, project), request));
  }

  private R get(Tables tables, ProjectRow project, Q request) {
    LabelSpace.of(project.definition()).require(use);
    long projectId = project.projectId();
    State<Q> state =
        new State<>(projectId, tables.progress().get(projectId).auditSequence(), request);
    R known = answers.getIfPresent(state);
    return known == null ? computeOnce(tables, project, state) : known;
  }

  /** One thread computes while others, who mostly want the same, wait for it. */
  private synchronized R computeOnce(Tables tables, ProjectRow project, State<Q> state) {
    R known = answers.getIfPresent(state);
    if (known == null) {
      SettledState settled = states.get(tables, project);
      known = stated(tables, project, settled, state).at(settled);
      answers.put(state, known);
    }
    return known;
  }

  private StatedAnswer<R> stated(
      Tables tables, ProjectRow project, SettledState settled, State<Q> state) {
    Question<Q> question = new Question<>(state.projectId, state.request);
    StatedAnswer<R> known = stated.getIfPresent(question);
    if (known != null && known.speaksOf(settled)) {
      return known;
    }
    StatedAnswer<R> computed = computation.compute(tables, project, settled, state.request);
    if (settled.auditSequence() == state.auditSequence) {
      stated.put(question, computed); // else the tables may show the scores of before
    }
    return computed;
  }
}
