package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.report.TextTable;
import dev.assay.v1.AgreementGap;
import dev.assay.v1.AgreementGroup;
import dev.assay.v1.AgreementGrouping;
import dev.assay.v1.AgreementMeasure;
import dev.assay.v1.GetAgreementRequest;
import dev.assay.v1.GetAgreementResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows how far annotators agree. */
@Command(
    name = "agreement",
    description = "Shows how far annotators agree beyond chance, with bootstrap intervals.")
final class AgreementCommand extends ClientCommand {
  /** What agreement is computed in, as the contract has it. */
  enum By {
    PROJECT,
    STRATUM,
    PAIR
  }

  @Mixin private ProjectOption project = new ProjectOption();

  @Option(
      names = "--by",
      paramLabel = "GROUPING",
      description = "project, stratum or pair. Default: ${DEFAULT-VALUE}.")
  private By by = By.PROJECT;

  @Option(
      names = "--annotator",
      paramLabel = "ANNOTATOR",
      description = "With --by pair: the pairs of this one only.")
  private String annotator = "";

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description = "The confidence level of the intervals. Default: 0.95.")
  private @Nullable Double level;

  @Option(
      names = "--resamples",
      paramLabel = "COUNT",
      description = "Bootstrap samples, from 10 to 2000. Default: 200.")
  private @Nullable Integer resamples;

  @Override
  int run(AssayClient client, Output out) {
    GetAgreementRequest.Builder request =
        GetAgreementRequest.newBuilder()
            .setProject(project.name().toString())
            .setGrouping(AgreementGrouping.valueOf("AGREEMENT_GROUPING_" + by.name()))
            .setAnnotatorId(annotator);
    if (level != null) {
      request.setConfidenceLevel(level);
    }
    if (resamples != null) {
      request.setResamples(resamples);
    }
    GetAgreementResponse response = client.annotators().getAgreement(request.build());
    out.show(response, AgreementCommand::table);
    if (response.getOmittedGroupCount() > 0) {
      err().printf("%d groups with fewer items are left out%n", response.getOmittedGroupCount());
    }
    if (response.getOmittedLabelCount() > 0) {
      err().printf("%d older labels were not looked at%n", response.getOmittedLabelCount());
    }
    return ExitCode.DONE;
  }

  static TextTable table(GetAgreementResponse response) {
    TextTable table =
        new TextTable("GROUP", "ITEMS", "VOTES", "COEFFICIENT", "VALUE", "LOW", "HIGH", "WITHHELD");
    for (AgreementGroup group : response.getGroupsList()) {
      for (AgreementMeasure measure : group.getMeasuresList()) {
        table.row(
            name(group),
            group.getItemCount(),
            group.getVoteCount(),
            measure
                .getCoefficient()
                .name()
                .replace("AGREEMENT_COEFFICIENT_", "")
                .toLowerCase(Locale.ROOT),
            number(measure.hasValue(), measure.getValue()),
            number(measure.hasLow(), measure.getLow()),
            number(measure.hasHigh(), measure.getHigh()),
            withheld(measure.getGap()));
      }
    }
    return table;
  }

  private static String withheld(AgreementGap gap) {
    return switch (gap) {
      case AGREEMENT_GAP_UNSPECIFIED -> "";
      case AGREEMENT_GAP_NO_REPEATED_ITEM -> "no item has two votes";
      case AGREEMENT_GAP_ONE_CLASS -> "all votes are of one class";
      case UNRECOGNIZED -> "for a reason that this program does not know";
    };
  }

  private static String name(AgreementGroup group) {
    if (group.getAnnotatorIdsCount() > 0) {
      return String.join(" and ", group.getAnnotatorIdsList());
    }
    return group.getStratum().isEmpty() ? "all" : group.getStratum();
  }

  private static String number(boolean isDefined, double value) {
    return isDefined ? String.format(Locale.ROOT, "%.4f", value) : "-";
  }
}
