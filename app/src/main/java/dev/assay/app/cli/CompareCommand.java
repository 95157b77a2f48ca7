package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.v1.CompareModelVersionsRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says which of two model versions is better. */
@Command(
    name = "compare",
    description = "By how much one model version is better than another, and how sure that is.")
final class CompareCommand extends ClientCommand {
  @Mixin private ProjectOption project = new ProjectOption();
  @Mixin private MetricOptions options = new MetricOptions();

  @Option(
      names = "--baseline",
      required = true,
      paramLabel = "ID",
      description = "The model version to compare with.")
  private String baseline = "";

  @Option(
      names = "--candidate",
      paramLabel = "ID",
      description = "The one that may be better; the current one when absent.")
  private String candidate = "";

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      description = "What is compared. Default: ${DEFAULT-VALUE}.")
  private String metric = "accuracy";

  @Override
  int run(AssayClient client, Output out) {
    out.show(
        client
            .estimation()
            .compareModelVersions(
                CompareModelVersionsRequest.newBuilder()
                    .setProject(project.name().toString())
                    .setBaselineVersion(baseline)
                    .setCandidateVersion(candidate)
                    .setMetric(metric)
                    .setClassName(options.className())
                    .setAverage(options.average())
                    .setBeta(options.beta())
                    .addAllCosts(options.costs())
                    .addAllLevels(options.levels())
                    .build()),
        EstimateTables::of);
    return ExitCode.DONE;
  }
}
