package dev.assay.server.verdict;

import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.VerdictMethod;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.sampling.quality.method.Methods;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Transaction;
import dev.assay.v1.LabelSchema;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
 */
public final class VerdictModels {
  /** The method that needs no model. */
  public static final String AGREEMENT = "agreement";

  private static final Logger LOG = LoggerFactory.getLogger(VerdictModels.class);

  private final Store store;

  /** Changed on the writer's thread only. */
  private final Map<Long, LiveModel> models = new HashMap<>();

  /** Projects whose votes came since the last fit, with their latest label then. */
  private final Map<Long, Long> fitted = new ConcurrentHashMap<>();

  private final Set<Long> touched = ConcurrentHashMap.newKeySet();

  public VerdictModels(Store store) {
    this.store = store;
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
    touched.add(projectId);
    LiveModel model = models.get(projectId);
    if (model != null && model.lastLabelId() != transaction.labels().lastId(projectId)) {
      models.remove(projectId);
      model = null;
    }
    return new VoteJudge(transaction, project, model);
  }

  /** Fits the projects anew that had votes since their last fit. Blocks; for the background. */
  public void refit() {
    for (long projectId : Set.copyOf(touched)) {
      touched.remove(projectId);
      refit(projectId);
    }
  }

  /** Fits one project anew, and revises its verdicts. */
  void refit(long projectId) {
    ProjectRow project = store.read(tables -> tables.projects().get(projectId));
    VerdictMethod method = method(project);
    if (method == null) {
      return;
    }
    ModelFit fit = store.read(tables -> ModelFit.read(tables, project));
    if (fit.isEmpty() || Long.valueOf(fit.lastLabelId()).equals(fitted.get(projectId))) {
      return;
    }
    Evidence evidence = fit.evidence();
    Verdicts verdicts = fit.fit(method, evidence);
    new VerdictRevision(store, project, fit.ordinals(), verdicts).run();
    fitted.put(projectId, fit.lastLabelId());
    LiveModel model = fit.live(evidence, verdicts);
    store.write(transaction -> install(transaction, projectId, model)).join();
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
              Judgement unused =
                  model.vote(vote.ordinal(), vote.annotatorId(), vote.answer(), vote.labelId());
            });
    while (model.lastLabelId() < last) {
      model.pass();
    }
    models.put(projectId, model);
    return true;
  }

  private static @Nullable VerdictMethod method(ProjectRow project) {
    String name = project.definition().getPolicy().getVerdictMethod();
    boolean isMultiLabel =
        project.definition().getLabelSchema().getKind() == LabelSchema.Kind.KIND_MULTI_LABEL;
    return isMultiLabel || name.isEmpty() || name.equals(AGREEMENT)
        ? null
        : Methods.named(name).orElse(null);
  }
}
