package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.client.ProjectName;
import dev.assay.report.TextTable;
import dev.assay.v1.Adjudication;
import dev.assay.v1.AdjudicationReason;
import dev.assay.v1.LabelValue;
import dev.assay.v1.ResolveAdjudicationRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Settles what votes leave in dispute. */
@Command(
    name = "adjudication",
    description = "Settles what votes leave in dispute.",
    subcommands = {
      AdjudicationCommand.Listed.class,
      AdjudicationCommand.Resolve.class,
      AdjudicationCommand.Flag.class
    },
    mixinStandardHelpOptions = true)
final class AdjudicationCommand {

  /** The item that a command is about. */
  static final class ItemOption {
    @Mixin private ProjectOption project = new ProjectOption();

    @Parameters(paramLabel = "ITEM", description = "The item.")
    private String item = "";

    ProjectName project() {
      return project.name();
    }

    String item() {
      return item;
    }
  }

  /** Shows those of a state. */
  @Command(name = "list", description = "Shows the adjudications of a state.")
  static final class Listed extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Option(
        names = "--state",
        paramLabel = "STATE",
        description = "open, assigned, resolved or contested; open when absent.")
    private String state = "open";

    @Override
    int run(AssayClient client, Output out) {
      Adjudication.State wanted;
      try {
        wanted = Adjudication.State.valueOf("STATE_" + state.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new InputException(
            "--state must be open, assigned, resolved or contested, not \"" + state + "\"");
      }
      out.showAll(
          client.adjudications().listAdjudications(project.name(), wanted),
          AdjudicationCommand::table);
      return ExitCode.DONE;
    }
  }

  /** Decides one. */
  @Command(name = "resolve", description = "Decides an item, or says that it cannot be decided.")
  static final class Resolve extends ClientCommand {
    @Mixin private ItemOption subject = new ItemOption();
    @Mixin private ReasonOption reason = new ReasonOption();

    @Option(
        names = "--class",
        paramLabel = "CLASS",
        description = "The decision; may be repeated. Without it the item stays undecided.")
    private List<String> classes = new ArrayList<>();

    @Override
    int run(AssayClient client, Output out) {
      ResolveAdjudicationRequest.Builder request =
          ResolveAdjudicationRequest.newBuilder()
              .setProject(subject.project().toString())
              .setItemId(subject.item())
              .setReason(reason.text());
      if (!classes.isEmpty()) {
        request.setValue(LabelValue.newBuilder().addAllClassNames(classes));
      }
      out.show(
          client.adjudications().resolveAdjudication(request.build()),
          adjudication -> table(List.of(adjudication)));
      return ExitCode.DONE;
    }
  }

  /** Doubts one. */
  @Command(name = "flag", description = "Routes an item to adjudication.")
  static final class Flag extends ClientCommand {
    @Mixin private ItemOption subject = new ItemOption();
    @Mixin private ReasonOption reason = new ReasonOption();

    @Override
    int run(AssayClient client, Output out) {
      out.show(
          client.adjudications().flagItem(subject.project(), subject.item(), reason.text()),
          adjudication -> table(List.of(adjudication)));
      return ExitCode.DONE;
    }
  }

  private static TextTable table(List<Adjudication> adjudications) {
    TextTable table =
        new TextTable(
            "ITEM", "STATE", "REASONS", "ROUND", "VALUE", "VERDICT", "VOTES", "BY", "NOTE");
    for (Adjudication one : adjudications) {
      table.row(
          one.getItemId(),
          one.getState().name().replace("STATE_", "") + (one.getEscalated() ? " (late)" : ""),
          one.getReasonsList().stream()
              .map(AdjudicationReason::name)
              .map(name -> name.replace("ADJUDICATION_REASON_", "").toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", ")),
          one.getRound(),
          "%.1f".formatted(one.getValue()),
          text(one.getVerdict()),
          one.getVotesList().stream()
              .map(AdjudicationCommand::text)
              .collect(Collectors.joining(" ")),
          one.getAdjudicatorId(),
          one.getNote());
    }
    return table;
  }

  private static String text(LabelValue value) {
    return value.getClassNamesCount() == 0 ? "" : LabelTexts.show(value);
  }
}
