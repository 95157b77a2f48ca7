package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.report.TextTable;
import dev.assay.v1.ConfidenceInterval;
import dev.assay.v1.CreateEvaluationRequest;
import dev.assay.v1.Estimate;
import dev.assay.v1.Evaluation;
import dev.assay.v1.EvaluationEstimate;
import dev.assay.v1.EvaluationForecast;
import dev.assay.v1.EvaluationMetric;
import dev.assay.v1.EvaluationMode;
import dev.assay.v1.EvaluationPlan;
import dev.assay.v1.EvaluationRound;
import dev.assay.v1.GetEvaluationRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures a model version by labels that are drawn for that. */
@Command(
    name = "evaluation",
    description = "Buys labels to measure a model version with, among the others.",
    subcommands = {
      EvaluationCommand.Create.class,
      EvaluationCommand.Advance.class,
      EvaluationCommand.Show.class,
      EvaluationCommand.Listed.class,
      EvaluationCommand.Cancel.class
    },
    mixinStandardHelpOptions = true)
final class EvaluationCommand {

  /** Makes one, or says what it would cost. */
  @Command(
      name = "create",
      description = "Makes an evaluation and draws its first round, or says what it would cost.")
  static final class Create extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Option(names = "--id", paramLabel = "ID", description = "Its id; numbered when absent.")
    private String id = "";

    @Option(
        names = {"-m", "--model-version"},
        paramLabel = "ID",
        description = "The model version, which must be the current one; that when absent.")
    private String modelVersion = "";

    @Option(
        names = "--metric",
        paramLabel = "NAME[:CLASS]",
        description =
            "What is estimated, repeatable: accuracy, or precision, recall, specificity or f1 of a"
                + " class, as recall:cat. The first decides what is drawn; accuracy when absent.")
    private List<String> metrics = new ArrayList<>();

    @Option(
        names = "--labels",
        paramLabel = "COUNT",
        description = "How many items are drawn, over all rounds.")
    private int labels;

    @Option(
        names = "--half-width",
        paramLabel = "SHARE",
        description =
            "Half the width that the first metric's interval is to have, in place of --labels.")
    private double halfWidth;

    @Option(
        names = "--level",
        paramLabel = "LEVEL",
        description = "The level of --half-width and of the forecast; 0.9 when absent.")
    private double level;

    @Option(
        names = "--design",
        paramLabel = "NAME",
        description =
            "How items are drawn: ordered-pivotal, simple-random, stratified-proportional,"
                + " stratified-neyman, fila, importance, stratified-importance,"
                + " adaptive-importance, poisson or online-poisson. Chosen when absent.")
    private String design = "";

    @Option(names = "--strata", paramLabel = "COUNT", description = "Strata of such designs.")
    private int strata;

    @Option(
        names = "--floor",
        paramLabel = "SHARE",
        description = "The part of the labels that is spread evenly, from 0.05 to 1.")
    private @Nullable Double floor;

    @Option(
        names = "--rounds",
        paramLabel = "COUNT",
        description = "Rounds that the labels are divided among; 1 when absent.")
    private int rounds;

    @Option(
        names = "--anytime",
        description = "Draw for an interval that holds at every look: simple-random, one round.")
    private boolean anytime;

    @Option(
        names = "--part",
        paramLabel = "ATTRIBUTE=VALUE",
        description = "Keeps to the items that have the value.")
    private String part = "";

    @Option(
        names = "--dry-run",
        description = "Only says what it would cost and how sure it would be.")
    private boolean dryRun;

    @Override
    int run(AssayClient client, Output out) {
      Evaluation evaluation =
          client
              .evaluations()
              .createEvaluation(
                  CreateEvaluationRequest.newBuilder()
                      .setProject(project.name().toString())
                      .setEvaluationId(id)
                      .setModelVersion(modelVersion)
                      .setPlan(plan())
                      .setValidateOnly(dryRun)
                      .build())
              .getEvaluation();
      out.show(evaluation, one -> dryRun ? forecast(one.getForecast()) : table(List.of(one)));
      return ExitCode.DONE;
    }

    private EvaluationPlan plan() {
      EvaluationPlan.Builder plan =
          EvaluationPlan.newBuilder()
              .setLabelBudget(labels)
              .setHalfWidth(halfWidth)
              .setLevel(level)
              .setDesign(design)
              .setStrata(strata)
              .setMaxRounds(rounds)
              .setAnytime(anytime);
      if (floor != null) {
        plan.setFloor(floor);
      }
      for (String metric : metrics) {
        String[] parts = metric.split(":", 2);
        plan.addMetrics(
            EvaluationMetric.newBuilder()
                .setMetric(parts[0])
                .setClassName(parts.length == 2 ? parts[1] : ""));
      }
      if (!part.isEmpty()) {
        String[] parts = part.split("=", 2);
        if (parts.length != 2) {
          throw new InputException("--part: give ATTRIBUTE=VALUE");
        }
        plan.setPartAttribute(parts[0]).setPartValue(parts[1]);
      }
      return plan.build();
    }
  }

  /** Draws the next round. */
  @Command(name = "advance", description = "Draws the next round of an evaluation.")
  static final class Advance extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Parameters(paramLabel = "ID", description = "The evaluation.")
    private String id = "";

    @Override
    int run(AssayClient client, Output out) {
      out.show(
          client.evaluations().advanceEvaluation(project.name(), id),
          evaluation -> table(List.of(evaluation)));
      return ExitCode.DONE;
    }
  }

  /** Says what its labels say. */
  @Command(name = "show", description = "Shows how far an evaluation is and what it says.")
  static final class Show extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Parameters(paramLabel = "ID", description = "The evaluation.")
    private String id = "";

    @Option(
        names = "--mode",
        paramLabel = "partial|complete|anytime",
        description =
            "What the estimate waits for: partial lets what is judged stand for the rest. Default:"
                + " ${DEFAULT-VALUE}.")
    private Mode mode = Mode.PARTIAL;

    @Option(
        names = "--level",
        paramLabel = "LEVEL",
        description = "An interval's level, repeatable; 0.9 and 0.95 when absent.")
    private List<Double> levels = new ArrayList<>();

    @Override
    int run(AssayClient client, Output out) {
      out.show(
          client
              .evaluations()
              .getEvaluation(
                  GetEvaluationRequest.newBuilder()
                      .setProject(project.name().toString())
                      .setEvaluationId(id)
                      .setMode(EvaluationMode.valueOf("EVALUATION_MODE_" + mode.name()))
                      .addAllLevels(levels)
                      .build()),
          answer -> {
            TextTable table =
                new TextTable(
                    "METRIC", "ESTIMATE", "INTERVALS", "JUDGED", "DRAWN", "CONTESTED", "POOL");
            int drawn =
                answer.getEvaluation().getRoundsList().stream()
                    .mapToInt(EvaluationRound::getDrawCount)
                    .sum();
            answer.getEstimatesList().forEach(estimate -> addRow(table, estimate, drawn));
            return table;
          });
      return ExitCode.DONE;
    }
  }

  /** What an estimate waits for. */
  enum Mode {
    PARTIAL,
    COMPLETE,
    ANYTIME
  }

  /** Shows all. */
  @Command(name = "list", description = "Shows the evaluations of a project, the newest first.")
  static final class Listed extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Override
    int run(AssayClient client, Output out) {
      out.showAll(client.evaluations().listEvaluations(project.name()), EvaluationCommand::table);
      return ExitCode.DONE;
    }
  }

  /** Ends one. */
  @Command(name = "cancel", description = "Ends an evaluation; what its labels say stays.")
  static final class Cancel extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Parameters(paramLabel = "ID", description = "The evaluation.")
    private String id = "";

    @Override
    int run(AssayClient client, Output out) {
      out.show(
          client.evaluations().cancelEvaluation(project.name(), id),
          evaluation -> table(List.of(evaluation)));
      return ExitCode.DONE;
    }
  }

  private static TextTable forecast(EvaluationForecast forecast) {
    return new TextTable("LABELS", "HALF-WIDTH", "COST", "CANDIDATES", "KNOWN")
        .row(
            forecast.getLabelCount(),
            number(forecast.getHalfWidth()),
            Amounts.show(forecast.getCostMicros()),
            forecast.getCandidateCount(),
            forecast.getKnownCount());
  }

  private static TextTable table(List<Evaluation> evaluations) {
    TextTable table =
        new TextTable(
            "EVALUATION", "MODEL VERSION", "STATE", "DESIGN", "ROUNDS", "SERVED", "HALF-WIDTH");
    for (Evaluation evaluation : evaluations) {
      int served = 0;
      int drawn = 0;
      for (EvaluationRound round : evaluation.getRoundsList()) {
        served += round.getServedCount();
        drawn += round.getDrawCount();
      }
      table.row(
          evaluation.getEvaluationId(),
          evaluation.getModelVersion(),
          evaluation.getState().name().replace("STATE_", ""),
          evaluation.getPlan().getDesign(),
          evaluation.getRoundsCount() + "/" + evaluation.getPlan().getMaxRounds(),
          served + "/" + drawn,
          number(evaluation.getForecast().getHalfWidth()));
    }
    return table;
  }

  private static void addRow(TextTable table, EvaluationEstimate of, int drawn) {
    Estimate estimate = of.getEstimate();
    EvaluationMetric metric = of.getMetric();
    boolean withheld = estimate.hasWithheld();
    table.row(
        metric.getClassName().isEmpty()
            ? metric.getMetric()
            : metric.getMetric() + ":" + metric.getClassName(),
        withheld ? "withheld" : number(estimate.getValue().getPoint()),
        withheld ? estimate.getWithheld().getDescription() : intervals(estimate),
        estimate.getLabelCount(),
        drawn,
        estimate.getContestedCount(),
        estimate.getPopulationCount());
  }

  private static String intervals(Estimate estimate) {
    List<String> texts = new ArrayList<>();
    for (ConfidenceInterval interval : estimate.getValue().getIntervalsList()) {
      texts.add(
          "%s: %s to %s"
              .formatted(
                  interval.getLevel(), number(interval.getLow()), number(interval.getHigh())));
    }
    return String.join("; ", texts);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
