package dev.assay.server.verdict;

import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.VerdictMethod;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.sampling.quality.method.Crowdlab;
import dev.assay.sampling.quality.method.MajorityVote;
import dev.assay.sampling.quality.method.Methods;
import dev.assay.server.answer.Answer;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.answer.Use;
import dev.assay.server.failure.Overloaded;
import dev.assay.server.pool.PoolIndexes;
import dev.assay.server.pool.ScoreColumns;
import dev.assay.server.request.SecretNumbers;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Transaction;
import dev.assay.v1.Policy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models of annotators in memory, by project. Any of them can be thrown away: it is fitted anew
 * from the store in the background.
 *
 * <p>A model follows each vote at the cost of the votes on its item. It knows which label it has
 * seen last; where the store has others, because work was undone, the model is thrown away. Until
 * the next fit, items are settled by agreement, and the fit revises their verdicts.
 *
 * <p>A fit reads all votes of its project. So each project rests after a fit, nine times as long as
 * that took: fits take a tenth of one thread at most, however large the project is.
 */
public final class VerdictModels {
  /** The method that needs no model. */
  public static final String AGREEMENT = "agreement";

  /** How long a project rests after a fit, in times of what the fit took. */
  static final int REST_FACTOR = 9;

  private static final int PAGE = 1_000;
  private static final Logger LOG = LoggerFactory.getLogger(VerdictModels.class);

  private final Store store;
  private final PoolIndexes indexes;
  private final SecretNumbers secrets;
  private final LongSupplier stopwatchNanos;

  /** Changed on the writer's thread only. */
  private final Map<Long, LiveModel> models = new HashMap<>();

  /** Projects with something that their last fit did not know. */
  private final Set<Long> touched = ConcurrentHashMap.newKeySet();

  /** Until when projects rest, by the machine's own clock. For the thread of the fits only. */
  private final Map<Long, Long> restsUntilNanos = new HashMap<>();

  private boolean knowsStored;

  /**
   * @param indexes gives the published scores to a method that wants them
   */
  public VerdictModels(Store store, PoolIndexes indexes, SecretNumbers secrets) {
    this(store, indexes, secrets, System::nanoTime);
  }

  VerdictModels(
      Store store, PoolIndexes indexes, SecretNumbers secrets, LongSupplier stopwatchNanos) {
    this.stopwatchNanos = stopwatchNanos;
    this.store = store;
    this.indexes = indexes;
    this.secrets = secrets;
  }

  /** The names of all methods. */
  public static Set<String> names() {
    return Stream.concat(Stream.of(AGREEMENT), Methods.all().stream().map(VerdictMethod::name))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Follows the votes of one call. */
  public VoteJudge judge(Transaction transaction, ProjectRow project) {
    if (method(project) == null) {
      return new VoteJudge(transaction, project, null);
    }
    long projectId = project.projectId();
    transaction.afterCommit(() -> touch(projectId));
    LiveModel model = models.get(projectId);
    if (model != null && model.lastLabelId() != transaction.labels().lastId(projectId)) {
      models.remove(projectId);
      model = null;
    }
    return new VoteJudge(transaction, project, model);
  }

  /** An owner has decided the item. */
  public void decided(Transaction transaction, ProjectRow project, int ordinal, Answer verdict) {
    judge(transaction, project).decide(ordinal, verdict);
  }

  /** Something has changed that the project's next fit should know: scores, the policy. */
  public void touch(long projectId) {
    touched.add(projectId);
  }

  /**
   * Fits the projects anew that something happened to and that have rested. The first time after
   * the start these are all, since what was not fitted before the end is not known. Blocks; for one
   * thread in the background.
   */
  public void refitRested() {
    if (!knowsStored) {
      touchStored();
      knowsStored = true;
    }
    for (long projectId : Set.copyOf(touched)) {
      long startNanos = stopwatchNanos.getAsLong();
      Long restsUntil = restsUntilNanos.get(projectId);
      if (restsUntil == null || startNanos - restsUntil >= 0) {
        tryRefit(projectId);
        long endNanos = stopwatchNanos.getAsLong();
        restsUntilNanos.put(projectId, endNanos + REST_FACTOR * (endNanos - startNanos));
      }
    }
  }

  /** Fits all projects anew that something happened to. Blocks. */
  public void refit() {
    Set.copyOf(touched).forEach(this::tryRefit);
  }

  private void touchStored() {
    String after = "";
    List<ProjectRow> page;
    do {
      String from = after;
      page = store.read(tables -> tables.projects().list(from, true, PAGE));
      for (ProjectRow project : page) {
        after = project.name();
        if (method(project) != null) {
          touched.add(project.projectId());
        }
      }
    } while (page.size() == PAGE);
  }

  /** One project's failure is not another's; it is tried again. */
  private void tryRefit(long projectId) {
    touched.remove(projectId);
    try {
      refit(projectId);
    } catch (RuntimeException e) {
      touched.add(projectId);
      if (e.getCause() instanceof Overloaded) {
        LOG.atInfo().addKeyValue("project_id", projectId).log("event=verdict_fit_postponed");
      } else {
        LOG.atError()
            .setCause(e)
            .addKeyValue("project_id", projectId)
            .log("event=verdict_fit_failed");
      }
    }
  }

  private void refit(long projectId) {
    ProjectRow project = store.read(tables -> tables.projects().get(projectId));
    VerdictMethod method = method(project);
    if (method == null) {
      return;
    }
    ModelFit fit = store.read(tables -> ModelFit.read(tables, project));
    if (fit.isEmpty()) {
      return;
    }
    ScoreColumns scores = method instanceof Crowdlab ? indexes.snapshot(projectId).scores() : null;
    Evidence evidence = fit.evidence(method, scores);
    ModelFit.Fitted fitted = fit.fit(method, evidence, scores);
    Verdicts verdicts = fitted.verdicts();
    new VerdictRevision(store, project, fit.items(), evidence, verdicts, secrets).run();
    store.write(transaction -> install(transaction, projectId, fitted.model())).join();
    LOG.debug(
        "event=verdicts_fitted project_id={} method={} items={}",
        projectId,
        verdicts.method(),
        verdicts.itemCount());
  }

  /** Lets the model catch up with the votes that came while it was fitted, and uses it. */
  private boolean install(Transaction transaction, long projectId, LiveModel model) {
    long last = transaction.labels().lastId(projectId);
    transaction
        .labels()
        .scanCounted(
            projectId,
            model.lastLabelId(),
            vote -> {
              Judgement unused = model.vote(vote.ordinal(), vote.annotatorId(), vote.answer());
            });
    while (model.lastLabelId() < last) {
      model.pass();
    }
    models.put(projectId, model);
    return true;
  }

  /** The method that fits the project's votes; null where a verdict needs no model. */
  private static @Nullable VerdictMethod method(ProjectRow project) {
    Policy policy = project.definition().getPolicy();
    String name = policy.getVerdictMethod();
    boolean isAllowed = LabelSpace.of(project.definition()).allows(Use.MODEL_VERDICTS);
    if (!isAllowed || policy.getMaxVotes() < 2 || name.equals(AGREEMENT)) {
      return null;
    }
    // A lone vote is never certain, or no second one would ever be bought.
    return name.equals(MajorityVote.NAME)
        ? MajorityVote.CAUTIOUS
        : Methods.named(name).orElse(null);
  }
}
