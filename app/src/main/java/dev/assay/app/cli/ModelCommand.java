package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.report.TextTable;
import dev.assay.v1.ModelVersion;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the model versions whose scores are stored, and chooses the one to draw by. */
@Command(
    name = "model",
    description = "Shows the model versions whose scores are stored, and chooses between them.",
    subcommands = {ModelCommand.Listed.class, ModelCommand.Use.class},
    mixinStandardHelpOptions = true)
final class ModelCommand {

  /** Shows all. */
  @Command(name = "list", description = "Shows the model versions, the newest first.")
  static final class Listed extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Override
    int run(AssayClient client, Output out) {
      out.showAll(client.pool().listModelVersions(project.name()), ModelCommand::table);
      return ExitCode.DONE;
    }
  }

  /** Goes back to one, or takes one that is partial. */
  @Command(
      name = "use",
      description =
          "Makes a version the one that batches are drawn by: an earlier one, to go back to it, or"
              + " a partial one as it is.")
  static final class Use extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Parameters(paramLabel = "ID", description = "The model version.")
    private String modelVersion = "";

    @Override
    int run(AssayClient client, Output out) {
      out.show(
          client.pool().useModelVersion(project.name(), modelVersion),
          version -> table(List.of(version)));
      return ExitCode.DONE;
    }
  }

  private static TextTable table(List<ModelVersion> versions) {
    TextTable table =
        new TextTable("MODEL VERSION", "STATE", "CURRENT", "SCORED", "UNSCORED", "PUBLISHED");
    for (ModelVersion version : versions) {
      table.row(
          version.getId(),
          version.getState().name().replace("STATE_", ""),
          version.getCurrent() ? "yes" : "no",
          version.getScoredCount(),
          version.getUnscoredCount(),
          Times.show(version.getPublishTime()));
    }
    return table;
  }
}
