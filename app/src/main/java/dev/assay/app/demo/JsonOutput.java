package dev.assay.app.demo;

import dev.assay.report.JsonLine;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** One JSON object a round, and nothing else. */
final class JsonOutput implements DemoOutput {
  private static final int DECIMALS = 6;

  private final PrintWriter out;

  JsonOutput(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begin(DemoPlan plan) {
    // the objects say all
  }

  @Override
  public void round(RoundResult result) {
    out.println(json(result));
    out.flush();
  }

  @Override
  public void end(Summary summary) {
    out.flush();
  }

  static String json(RoundResult result) {
    JsonLine line =
        new JsonLine()
            .put("round", result.round())
            .put("labels", result.labels())
            .put("labels_random", result.labelsRandom())
            .put("settled_items", result.settledItems())
            .put("open_items", result.openItems())
            .put("wrong_verdicts", result.wrongVerdicts())
            .put("charged_micros", result.spending().chargedMicros())
            .put("held_micros", result.spending().heldMicros())
            .put("ceiling_micros", result.spending().ceilingMicros())
            .put("trained_version", result.trainedVersion())
            .put("accuracy_active", result.accuracyActive(), DECIMALS)
            .put("accuracy_random", result.accuracyRandom(), DECIMALS);
    putJudgement(line, result.judgement());
    return line.put("stop_reason", result.stopReason() == null ? null : result.stopReason().name())
        .toString();
  }

  private static void putJudgement(JsonLine line, @Nullable Judgement judged) {
    Judgement.Estimated estimated = judged == null ? null : judged.estimated();
    line.put("judged_version", judged == null ? null : judged.modelVersion())
        .put("estimate", estimated == null ? null : estimated.estimate(), DECIMALS)
        .put("interval_low", estimated == null ? null : estimated.low(), DECIMALS)
        .put("interval_high", estimated == null ? null : estimated.high(), DECIMALS)
        .put("truth", judged == null ? null : judged.truth(), DECIMALS)
        .put(
            "truth_in_interval", (estimated == null || judged == null) ? null : judged.holdsTruth())
        .put("population_count", judged == null ? 0 : judged.populationCount())
        .put("judging_items", judged == null ? 0 : judged.labelCount())
        .put("withheld", judged == null ? null : judged.withheld());
  }
}
