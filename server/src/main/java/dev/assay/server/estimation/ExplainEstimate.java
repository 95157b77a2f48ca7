package dev.assay.server.estimation;

import dev.assay.server.answer.LabelSpace;
import dev.assay.server.answer.Use;
import dev.assay.server.request.Export;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Levels;
import dev.assay.server.request.NumberedParts;
import dev.assay.server.request.NumberedParts.Part;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.EstimateBasis;
import dev.assay.v1.EstimateSummary;
import dev.assay.v1.ExplainEstimateRequest;
import dev.assay.v1.ExplainEstimateResponse;
import dev.assay.v1.LabelContribution;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Streams what an estimate of accuracy is made of, as of the moment at which it is opened. */
public final class ExplainEstimate
    implements Export<ExplainEstimateRequest, ExplainEstimateResponse> {
  private static final EstimateBasis BASIS = EstimateBasis.ESTIMATE_BASIS_ALL_DRAWS;

  private final Store store;
  private final SettledStates states;
  private final EstimationLimits limits;

  public ExplainEstimate(Store store, SettledStates states, EstimationLimits limits) {
    this.store = store;
    this.states = states;
    this.limits = limits;
  }

  @Override
  public void validate(ExplainEstimateRequest request, Violations violations) {
    FieldRules.modelVersion(request.getModelVersion(), 0, "model_version", violations);
    EstimateBuilder.check(request.getLevelsList(), BASIS, violations);
  }

  @Override
  public Cursor<ExplainEstimateResponse> open(ExplainEstimateRequest request) {
    return store.read(
        tables -> {
          ProjectRow project = Projects.require(tables, request.getProject());
          LabelSpace.of(project.definition()).require(Use.ACCURACY);
          JudgedItems judged =
              JudgedItems.of(
                  tables, project, states.get(tables, project), request.getModelVersion());
          EstimateBuilder builder = new EstimateBuilder(limits, BASIS, request.getLevelsList());
          EstimateSummary.Builder summary =
              EstimateSummary.newBuilder()
                  .setModelVersion(judged.modelVersion())
                  .setAccuracy(EstimateAccuracy.estimate(judged, builder).estimate());
          return summary.getAccuracy().hasWithheld()
              ? new Parts(summary.build(), null)
              : explained(project, judged, summary, request);
        });
  }

  private Parts explained(
      ProjectRow project,
      JudgedItems judged,
      EstimateSummary.Builder summary,
      ExplainEstimateRequest request) {
    Explanation explanation = new Explanation(judged.sample(), judged.opinions());
    summary
        .setBelievedError(explanation.believedError())
        .setBeliefShift(explanation.shift())
        .addAllWaves(explanation.waves())
        .addAllPath(
            explanation.path(limits.minLabels(), Levels.orDefault(request.getLevelsList()).get(0)));
    return new Parts(
        summary.build(),
        new NumberedParts<>(
            0,
            explanation.labelCount(),
            (after, limit) -> labels(project, explanation, (int) after, limit)));
  }

  private Part<ExplainEstimateResponse> labels(
      ProjectRow project, Explanation explanation, int from, int limit) {
    List<String> classes = project.definition().getLabelSchema().getClassNamesList();
    return store.read(
        tables -> {
          ExplainEstimateResponse.Builder part = ExplainEstimateResponse.newBuilder();
          for (int i = from; i < from + limit; i++) {
            SettledItem item = explanation.item(i);
            LabelContribution.Builder label =
                explanation
                    .label(i)
                    .setItemId(itemId(tables, project.projectId(), item.ordinal()))
                    .setVerdictClass(classes.get(item.verdictClass()));
            if (item.predictedClass() >= 0) {
              label.setPredictedClass(classes.get(item.predictedClass()));
            }
            part.addLabels(label);
          }
          return new Part<>(part.build(), (long) from + limit);
        });
  }

  private static String itemId(Tables tables, long projectId, int ordinal) {
    return Objects.requireNonNull(tables.items().find(projectId, ordinal)).itemId();
  }

  /** The summary, and then the labels where there are some. */
  private static final class Parts implements Cursor<ExplainEstimateResponse> {
    private final @Nullable NumberedParts<ExplainEstimateResponse> labels;
    private @Nullable EstimateSummary summary;

    Parts(EstimateSummary summary, @Nullable NumberedParts<ExplainEstimateResponse> labels) {
      this.summary = summary;
      this.labels = labels;
    }

    @Override
    public @Nullable ExplainEstimateResponse next() {
      if (summary == null) {
        return labels == null ? null : labels.next();
      }
      ExplainEstimateResponse first =
          ExplainEstimateResponse.newBuilder().setSummary(summary).build();
      summary = null;
      return first;
    }
  }
}
