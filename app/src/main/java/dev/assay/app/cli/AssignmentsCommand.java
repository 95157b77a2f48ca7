package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.report.TextTable;
import dev.assay.v1.ListAssignmentsRequest;
import dev.assay.v1.OpenAssignment;
import dev.assay.v1.ReleaseAssignmentsRequest;
import dev.assay.v1.ReleaseAssignmentsResponse;
import dev.assay.v1.ResetReturnsRequest;
import dev.assay.v1.ResetReturnsResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows who has which item, and takes work back. */
@Command(
    name = "assignments",
    description = "Shows the work that is handed out, and takes it back.",
    subcommands = {
      AssignmentsCommand.Listed.class,
      AssignmentsCommand.Release.class,
      AssignmentsCommand.ResetReturned.class
    },
    mixinStandardHelpOptions = true)
final class AssignmentsCommand {
  /** The most tokens, or items, in one call. */
  private static final int MAX_NAMES = 500;

  /** Shows the open ones. */
  @Command(name = "list", description = "Shows the open assignments, the next to end first.")
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

    @Option(
        names = "--tokens",
        description = "With the tokens, for that annotator alone. Only with --annotator.")
    private boolean tokens;

    @Override
    int run(AssayClient client, Output out) {
      ListAssignmentsRequest.Builder request =
          ListAssignmentsRequest.newBuilder()
              .setProject(project.name().toString())
              .setAnnotatorId(annotator)
              .setShowTokens(tokens);
      if (minAge != null) {
        request.setMinAge(Times.parse(minAge, "--min-age"));
      }
      out.showAll(
          client.acquisition().listAssignments(request.build()), open -> table(open, tokens));
      return ExitCode.DONE;
    }
  }

  /** Ends open ones. */
  @Command(
      name = "release",
      description =
          "Ends open assignments before their time: what is held for them comes back, and the items"
              + " are offered again. A label that comes all the same is a late one.")
  static final class Release extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();
    @Mixin private ReasonOption reason = new ReasonOption();

    @Option(
        names = {"-a", "--annotator"},
        paramLabel = "ID",
        description = "Only this annotator's.")
    private String annotator = "";

    @Option(
        names = "--min-age",
        paramLabel = "DURATION",
        description = "Only those granted at least so long ago, such as 30m; 0s ends all.")
    private @Nullable String minAge;

    @Parameters(paramLabel = "TOKEN", arity = "0..*", description = "Only those of these tokens.")
    private List<String> tokens = new ArrayList<>();

    @Override
    int run(AssayClient client, Output out) {
      ReleaseAssignmentsRequest.Builder request =
          ReleaseAssignmentsRequest.newBuilder()
              .setProject(project.name().toString())
              .setAnnotatorId(annotator)
              .setReason(reason.text());
      if (minAge != null) {
        request.setMinAge(Times.parse(minAge, "--min-age"));
      }
      ReleaseAssignmentsResponse.Builder all = ReleaseAssignmentsResponse.newBuilder();
      for (List<String> part : parts(tokens)) {
        ReleaseAssignmentsResponse released;
        do {
          released =
              client
                  .acquisition()
                  .releaseAssignments(request.clearTokens().addAllTokens(part).build());
          all.setReleasedCount(all.getReleasedCount() + released.getReleasedCount())
              .setReleasedMicros(all.getReleasedMicros() + released.getReleasedMicros());
        } while (released.getAnyLeft());
      }
      out.show(
          all.build(),
          released ->
              new TextTable("RELEASED", "CAME BACK")
                  .row(released.getReleasedCount(), Amounts.show(released.getReleasedMicros())));
      return ExitCode.DONE;
    }
  }

  /** Lets returned ones be offered again. */
  @Command(
      name = "reset-returns",
      description = "Lets items be offered again to those who returned them.")
  static final class ResetReturned extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();
    @Mixin private ReasonOption reason = new ReasonOption();

    @Option(
        names = {"-a", "--annotator"},
        paramLabel = "ID",
        description = "Only what this annotator returned.")
    private String annotator = "";

    @Parameters(paramLabel = "ITEM", arity = "0..*", description = "Only these items.")
    private List<String> items = new ArrayList<>();

    @Override
    int run(AssayClient client, Output out) {
      ResetReturnsRequest.Builder request =
          ResetReturnsRequest.newBuilder()
              .setProject(project.name().toString())
              .setAnnotatorId(annotator)
              .setReason(reason.text());
      ResetReturnsResponse.Builder all = ResetReturnsResponse.newBuilder();
      for (List<String> part : parts(items)) {
        ResetReturnsResponse reset;
        do {
          reset =
              client.acquisition().resetReturns(request.clearItemIds().addAllItemIds(part).build());
          all.setResetCount(all.getResetCount() + reset.getResetCount());
        } while (reset.getAnyLeft());
      }
      out.show(all.build(), reset -> new TextTable("RESET").row(reset.getResetCount()));
      return ExitCode.DONE;
    }
  }

  /** As many names as one call takes; one part without any where none is given. */
  private static List<List<String>> parts(List<String> names) {
    List<List<String>> parts = new ArrayList<>();
    for (int from = 0; from < Math.max(names.size(), 1); from += MAX_NAMES) {
      parts.add(names.subList(from, Math.min(from + MAX_NAMES, names.size())));
    }
    return parts;
  }

  private static TextTable table(List<OpenAssignment> assignments, boolean tokens) {
    List<String> titles =
        new ArrayList<>(List.of("ITEM", "ANNOTATOR", "GRANTED", "EXPIRES", "HELD"));
    if (tokens) {
      titles.add("TOKEN");
    }
    TextTable table = new TextTable(titles.toArray(String[]::new));
    for (OpenAssignment one : assignments) {
      List<Object> cells =
          new ArrayList<>(
              List.of(
                  one.getItemId(),
                  one.getAnnotatorId(),
                  Times.show(one.getGrantTime()),
                  Times.show(one.getExpireTime()),
                  Amounts.show(one.getHeldMicros())));
      if (tokens) {
        cells.add(one.getToken());
      }
      table.row(cells.toArray());
    }
    return table;
  }
}
