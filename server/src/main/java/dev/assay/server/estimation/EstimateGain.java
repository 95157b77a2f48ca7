package dev.assay.server.estimation;

import dev.assay.sampling.stop.StoppingRules;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.answer.Use;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.request.Violations;
import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.EstimateGainRequest;
import dev.assay.v1.EstimateGainResponse;
import dev.assay.v1.JudgedVersion;
import dev.assay.v1.StopAdvice;
import dev.assay.v1.StopDecision;
import dev.assay.v1.StoppingPolicy;
import java.util.List;

/** What the next labels are worth, and whether rules speak for stopping. */
public final class EstimateGain implements Query<EstimateGainRequest, EstimateGainResponse> {
  static final double MIN_CONFIDENCE = 0.51;
  static final double MAX_CONFIDENCE = 0.999;
  static final double DEFAULT_CONFIDENCE = 0.9;
  static final int MAX_NEXT_LABELS = 100_000;

  private final Store store;
  private final SettledStates states;
  private final EstimationLimits limits;

  public EstimateGain(Store store, SettledStates states, EstimationLimits limits) {
    this.store = store;
    this.states = states;
    this.limits = limits;
  }

  @Override
  public void validate(EstimateGainRequest request, Violations violations) {
    if (request.getConfidence() != 0) {
      FieldRules.inRange(
          request.getConfidence(), MIN_CONFIDENCE, MAX_CONFIDENCE, "confidence", violations);
    }
    FieldRules.inRange(
        request.getNextLabelCount(), 0, MAX_NEXT_LABELS, "next_label_count", violations);
    FieldRules.inRange(request.getTargetAccuracy(), 0, 1, "target_accuracy", violations);
    FieldRules.inRange(request.getLeastGain(), 0, 1, "least_gain", violations);
    FieldRules.inRange(
        request.getRounds(), 0, VersionErrors.MAX_VERSIONS - 1, "rounds", violations);
    violations.require(
        request.getRounds() == 0 || request.getLeastGain() > 0,
        "rounds",
        "needs least_gain, which the rounds must have reached together");
  }

  @Override
  public EstimateGainResponse answer(EstimateGainRequest request) {
    return store.read(
        tables -> {
          ProjectRow project = Projects.require(tables, request.getProject());
          LabelSpace.of(project.definition()).require(Use.ACCURACY);
          return answer(tables, project, states.get(tables, project), limits, request);
        });
  }

  /** What the rules of the project's policy say now, of the next wave. */
  static StopDecision byPolicy(Tables tables, ProjectRow project, SettledState state) {
    StoppingPolicy rules = project.definition().getPolicy().getStopping();
    EstimateGainResponse answer =
        answer(
            tables,
            project,
            state,
            EstimationLimits.DEFAULT,
            EstimateGainRequest.newBuilder()
                .setConfidence(rules.getConfidence())
                .setTargetAccuracy(rules.getTargetAccuracy())
                .setLeastGain(rules.getLeastGain())
                .setRounds(rules.getRounds())
                .build());
    StopDecision.Builder decision =
        StopDecision.newBuilder()
            .setAdvice(answer.getAdvice())
            .setDescription(answer.getDescription())
            .setLook(answer.getLook())
            .setNextLabelCount(answer.getNextLabelCount());
    if (answer.hasGain()) {
      decision
          .setGain(answer.getGain())
          .setLowGain(answer.getLowGain())
          .setHighGain(answer.getHighGain());
    }
    return decision.build();
  }

  /** What the rules of a request say, whichever project it names. */
  static EstimateGainResponse answer(
      Tables tables,
      ProjectRow project,
      SettledState state,
      EstimationLimits limits,
      EstimateGainRequest request) {
    VersionErrors errors = new VersionErrors(tables, project, state, limits);
    List<JudgedVersion> versions = errors.replaced();
    int next = nextCount(tables, project, state, request);
    double confidence = request.getConfidence() == 0 ? DEFAULT_CONFIDENCE : request.getConfidence();
    StoppingRules rules =
        new StoppingRules(
            1 - confidence,
            request.getTargetAccuracy() == 0 ? 0 : 1 - request.getTargetAccuracy(),
            request.getLeastGain(),
            request.getRounds());
    StoppingRules.Decision decision =
        rules.look(
            errors.earlierCount(),
            versions.stream()
                .map(
                    version ->
                        new dev.assay.sampling.stop.JudgedVersion(
                            version.getLabelCount(),
                            version.getError(),
                            version.getStandardError()))
                .toList(),
            next);
    BudgetRow budget = tables.budgets().get(project.projectId());
    EstimateGainResponse.Builder response =
        EstimateGainResponse.newBuilder()
            .setAdvice(advice(decision.advice()))
            .setDescription(GainWords.of(decision, request, next))
            .addAllVersions(versions)
            .setLook(decision.look())
            .setNextLabelCount(next);
    if (budget.fundedLabelCount() > 0) {
      response.setNextCostMicros(
          Math.round((double) budget.chargedMicros() / budget.fundedLabelCount() * next));
    }
    if (decision.look() > 0) {
      addGain(decision, response);
    }
    return response.build();
  }

  private static void addGain(
      StoppingRules.Decision decision, EstimateGainResponse.Builder response) {
    response
        .setGain(decision.gain())
        .setLowGain(decision.lowGain())
        .setHighGain(decision.highGain());
    double cost = (double) response.getNextCostMicros();
    if (cost > 0) {
      response
          .setGainPerMicro(decision.gain() / cost)
          .setLowGainPerMicro(decision.lowGain() / cost)
          .setHighGainPerMicro(decision.highGain() / cost);
    }
  }

  /** As many as are asked for, but no more than there are items that a label could settle. */
  private static int nextCount(
      Tables tables, ProjectRow project, SettledState state, EstimateGainRequest request) {
    ProgressRow progress = tables.progress().get(project.projectId());
    int left =
        progress.itemCount()
            - progress.settledCount()
            - tables.gold().reservedCount(project.projectId());
    List<WaveRow> waves = state.sample().waves();
    int wanted = waves.isEmpty() ? 1 : waves.get(waves.size() - 1).drawCount();
    if (request.getNextLabelCount() > 0) {
      wanted = request.getNextLabelCount();
    }
    return Math.min(wanted, Math.max(left, 0));
  }

  private static StopAdvice advice(StoppingRules.Advice advice) {
    return switch (advice) {
      case TOO_EARLY -> StopAdvice.STOP_ADVICE_TOO_EARLY;
      case CONTINUE -> StopAdvice.STOP_ADVICE_CONTINUE;
      case TARGET_REACHED -> StopAdvice.STOP_ADVICE_TARGET_REACHED;
      case NO_IMPROVEMENT -> StopAdvice.STOP_ADVICE_NO_IMPROVEMENT;
      case GAIN_TOO_SMALL -> StopAdvice.STOP_ADVICE_GAIN_TOO_SMALL;
    };
  }
}
