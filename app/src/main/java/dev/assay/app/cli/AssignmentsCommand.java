package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.report.TextTable;
import dev.assay.v1.ListAssignmentsRequest;
import dev.assay.v1.OpenAssignment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows who has which item. */
@Command(
    name = "assignments",
    description = "Shows the work that is handed out.",
    subcommands = AssignmentsCommand.Listed.class,
    mixinStandardHelpOptions = true)
final class AssignmentsCommand {

  /** Shows the open ones. */
  @Command(name = "list", description = "Shows the open assignments, the oldest first.")
  static final class Listed extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Option(
        names = {"-a", "--annotator"},
        paramLabel = "ID",
        description = "Only this annotator's.")
    private String annotator = "";

    @Option(
        names = "--min-age",
        paramLabel = "DURATION",
        description = "Only those granted at least so long ago, such as 30m.")
    private @Nullable String minAge;

    @Override
    int run(AssayClient client, Output out) {
      ListAssignmentsRequest.Builder request =
          ListAssignmentsRequest.newBuilder()
              .setProject(project.name().toString())
              .setAnnotatorId(annotator);
      if (minAge != null) {
        request.setMinAge(Times.parse(minAge, "--min-age"));
      }
      out.showAll(client.acquisition().listAssignments(request.build()), AssignmentsCommand::table);
      return ExitCode.DONE;
    }
  }

  private static TextTable table(List<OpenAssignment> assignments) {
    TextTable table = new TextTable("ITEM", "ANNOTATOR", "GRANTED", "EXPIRES", "HELD");
    for (OpenAssignment one : assignments) {
      table.row(
          one.getItemId(),
          one.getAnnotatorId(),
          Times.show(one.getGrantTime()),
          Times.show(one.getExpireTime()),
          Amounts.show(one.getHeldMicros()));
    }
    return table;
  }
}
