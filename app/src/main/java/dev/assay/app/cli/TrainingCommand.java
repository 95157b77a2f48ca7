package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.client.Export;
import dev.assay.report.TextTable;
import dev.assay.v1.TrainingExample;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Hands out what was learned to those who train. */
@Command(
    name = "training",
    description = "Hands out the settled items, to train on.",
    subcommands = TrainingCommand.Exported.class,
    mixinStandardHelpOptions = true)
final class TrainingCommand {

  /** All settled items. */
  @Command(
      name = "export",
      description = "Shows the settled items with their verdicts, weights and how they were drawn.")
  static final class Exported extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Override
    int run(AssayClient client, Output out) {
      try (Export<TrainingExample> examples =
          client.trainingSets().exportTrainingSet(project.name())) {
        out.showAll(examples, TrainingCommand::table);
      }
      return ExitCode.DONE;
    }
  }

  private static TextTable table(List<TrainingExample> examples) {
    TextTable table =
        new TextTable(
            "ITEM", "LABEL", "AGREEMENT", "VOTES", "SLICE", "PROBABILITY", "WEIGHT", "WAVE");
    for (TrainingExample example : examples) {
      table.row(
          example.getItemId(),
          LabelTexts.show(example.getVerdict()),
          number(example.getAgreement()),
          example.getVoteCount(),
          example.getSlice().name().replace("SLICE_", ""),
          number(example.getInclusionProbability()),
          number(example.getWeight()),
          example.getWaveNumber());
    }
    return table;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }
}
