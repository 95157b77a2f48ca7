package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.report.TextTable;
import dev.assay.v1.GetPoolSummaryResponse;
import dev.assay.v1.StrategyEarnings;
import dev.assay.v1.StrategyTrial;
import dev.assay.v1.WaveTuning;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What the strategies that a policy chooses among have earned. */
@Command(
    name = "earned",
    description =
        "What the strategies of a policy's self_tuning have earned, and which waves they drew: the"
            + " fall of the model's error that followed.")
final class PolicyEarnedCommand extends ClientCommand {
  @Mixin private ProjectOption project = new ProjectOption();

  @Override
  int run(AssayClient client, Output out) {
    GetPoolSummaryResponse summary = client.pool().getPoolSummary(project.name());
    if (!summary.hasTuning()) {
      throw new InputException(
          project.name()
              + " has no self-tuning, or no wave yet; project update --tune gives it some");
    }
    out.show(summary.getTuning(), PolicyEarnedCommand::table);
    return ExitCode.DONE;
  }

  private static TextTable table(WaveTuning tuning) {
    TextTable table =
        new TextTable("WHAT", "STRATEGY", "PROBABILITY", "WAVES", "GAIN", "OLDER GAIN");
    for (StrategyEarnings earned : tuning.getEarningsList()) {
      String what =
          earned.getStrategy().equals(tuning.getFavourite()) ? "earned, in favour" : "earned";
      table.row(
          what,
          earned.getStrategy(),
          number(earned.getProbability()),
          earned.getWaveCount(),
          number(earned.getGain()),
          number(earned.getOlderGain()));
    }
    for (StrategyTrial trial : tuning.getTrialsList()) {
      table.row(
          "wave " + trial.getWaveNumber(),
          trial.getStrategy(),
          number(trial.getProbability()),
          "-",
          trial.hasGain() ? number(trial.getGain()) : "not yet",
          "-");
    }
    table.row(
        "last wave", tuning.getStrategy(), number(tuning.getProbability()), "-", "not yet", "-");
    return table;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
