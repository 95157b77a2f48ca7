package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.report.TextTable;
import dev.assay.v1.EstimateGainRequest;
import dev.assay.v1.EstimateGainResponse;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says whether more labels are worth it. */
@Command(
    name = "gain",
    description = "What the next labels are worth, and whether to stop by the rules given.")
final class GainCommand extends ClientCommand {
  @Mixin private ProjectOption project = new ProjectOption();

  @Option(
      names = "--next",
      paramLabel = "LABELS",
      description = "How many labels are to be bought next; the last wave's size when absent.")
  private int next;

  @Option(
      names = "--least-gain",
      paramLabel = "SHARE",
      description = "Stop when they gain less accuracy than this, such as 0.002.")
  private double leastGain;

  @Option(
      names = "--rounds",
      paramLabel = "VERSIONS",
      description = "Stop when so many versions together gained less than --least-gain.")
  private int rounds;

  @Option(
      names = "--target-accuracy",
      paramLabel = "SHARE",
      description = "Stop when the accuracy is known to be at least this.")
  private double targetAccuracy;

  @Option(
      names = "--confidence",
      paramLabel = "LEVEL",
      description = "How sure a rule must be, over all looks; 0.9 when absent.")
  private double confidence;

  @Option(
      names = "--history",
      description =
          "Shows beside each version's gain what was predicted when its first wave was planned. A"
              + " policy with rules for stopping records that.")
  private boolean history;

  @Override
  int run(AssayClient client, Output out) {
    EstimateGainResponse answer =
        client
            .estimation()
            .estimateGain(
                EstimateGainRequest.newBuilder()
                    .setProject(project.name().toString())
                    .setConfidence(confidence)
                    .setNextLabelCount(next)
                    .setTargetAccuracy(targetAccuracy)
                    .setLeastGain(leastGain)
                    .setRounds(rounds)
                    .build());
    if (history) {
      GainHistory past =
          GainHistory.of(client.audit().listAuditEvents(project.name()), answer.getVersionsList());
      out.show(answer, shown -> past.table());
      return ExitCode.DONE;
    }
    out.show(answer, GainCommand::table);
    err().println("assay: " + advice(answer) + ": " + answer.getDescription());
    return ExitCode.DONE;
  }

  static TextTable table(EstimateGainResponse answer) {
    TextTable table = new TextTable("WHAT", "LABELS", "ERROR", "STANDARD ERROR");
    answer
        .getVersionsList()
        .forEach(
            version ->
                table.row(
                    version.getModelVersion() + ", judged by " + version.getJudgedCount(),
                    version.getLabelCount(),
                    share(version.getError()),
                    share(version.getStandardError())));
    if (answer.hasGain()) {
      table.row("gain of the next", answer.getNextLabelCount(), share(answer.getGain()), "-");
      table.row("at least, on a line", "", share(answer.getLowGain()), "-");
      table.row("at most", "", share(answer.getHighGain()), "-");
      table.row("their cost", Amounts.show(answer.getNextCostMicros()), "-", "-");
    }
    return table;
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  static String advice(EstimateGainResponse answer) {
    return answer.getAdvice().name().replace("STOP_ADVICE_", "");
  }
}
