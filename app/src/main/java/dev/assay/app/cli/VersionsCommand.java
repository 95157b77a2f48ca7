package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.v1.ListModelEstimatesRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows a metric of every model version. */
@Command(name = "versions", description = "A metric of each model version, the newest first.")
final class VersionsCommand extends ClientCommand {
  @Mixin private ProjectOption project = new ProjectOption();
  @Mixin private MetricOptions options = new MetricOptions();

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      description = "What is estimated. Default: ${DEFAULT-VALUE}.")
  private String metric = "accuracy";

  @Override
  int run(AssayClient client, Output out) {
    out.showAll(
        client
            .estimation()
            .listModelEstimates(
                ListModelEstimatesRequest.newBuilder()
                    .setProject(project.name().toString())
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
