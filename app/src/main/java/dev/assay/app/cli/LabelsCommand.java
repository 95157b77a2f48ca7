package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.report.TextTable;
import dev.assay.v1.Funding;
import dev.assay.v1.Label;
import dev.assay.v1.ListLabelsRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the votes. */
@Command(
    name = "labels",
    description = "Shows the votes that annotators have given.",
    subcommands = LabelsCommand.Listed.class,
    mixinStandardHelpOptions = true)
final class LabelsCommand {

  /** What became of a vote's charge, in short. */
  enum Charge {
    FUNDED,
    UNFUNDED,
    WITHDRAWN,
    DUPLICATE
  }

  /** Shows all, or those of an item. */
  @Command(name = "list", description = "Shows the votes, in the order in which they came.")
  static final class Listed extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Option(names = "--item", paramLabel = "ID", description = "Only this item's.")
    private String item = "";

    @Option(
        names = "--funding",
        paramLabel = "funded|unfunded|withdrawn|duplicate",
        description = "Only those.")
    private @Nullable Charge charge;

    @Override
    int run(AssayClient client, Output out) {
      ListLabelsRequest.Builder request =
          ListLabelsRequest.newBuilder().setProject(project.name().toString()).setItemId(item);
      if (charge != null) {
        request.setFundingFilter(Funding.valueOf("FUNDING_" + charge.name()));
      }
      out.showAll(client.labels().listLabels(request.build()), LabelsCommand::table);
      return ExitCode.DONE;
    }
  }

  static TextTable table(List<Label> labels) {
    TextTable table =
        new TextTable("ITEM", "ANNOTATOR", "LABEL", "FUNDING", "CHARGED", "TOOK", "SUBMITTED");
    for (Label label : labels) {
      table.row(
          label.getItemId(),
          label.getAnnotatorId(),
          LabelTexts.show(label.getValue()),
          label.getFunding().name().replace("FUNDING_", "").toLowerCase(Locale.ROOT),
          Amounts.show(label.getChargedMicros()),
          label.hasLabelingDuration() ? Times.show(label.getLabelingDuration()) : "-",
          Times.show(label.getSubmitTime()));
    }
    return table;
  }
}
