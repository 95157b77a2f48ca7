package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.client.GoldClient;
import dev.assay.report.TextTable;
import dev.assay.v1.GoldItem;
import dev.assay.v1.RetireGoldRequest;
import dev.assay.v1.RetireGoldResponse;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps the items whose right answers are known. */
@Command(
    name = "gold",
    description = "Keeps the items whose right answers are known, to check annotators with.",
    subcommands = {GoldCommand.Put.class, GoldCommand.Retire.class, GoldCommand.Listed.class},
    mixinStandardHelpOptions = true)
final class GoldCommand {

  /** Says what is right. */
  @Command(name = "put", description = "Says what the right answers of items are.")
  static final class Put extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Parameters(
        paramLabel = "ITEM=CLASS",
        arity = "1..*",
        description = "An item and its right class; of several classes: ITEM=CLASS,CLASS.")
    private List<String> keys = new ArrayList<>();

    @Override
    int run(AssayClient client, Output out) {
      List<dev.assay.v1.GoldKey> parsed = new ArrayList<>();
      for (String key : keys) {
        int split = key.lastIndexOf('=');
        if (split < 1) {
          throw new InputException("\"" + key + "\" is no ITEM=CLASS");
        }
        String classes = key.substring(split + 1);
        parsed.add(
            GoldClient.key(
                key.substring(0, split),
                classes.isEmpty() ? new String[0] : classes.split(",", -1)));
      }
      out.show(
          client.gold().putGold(project.name(), parsed),
          put ->
              new TextTable("NEW", "REPLACED", "SET ASIDE", "JUDGED ANEW")
                  .row(
                      put.getCreatedCount(),
                      put.getReplacedCount(),
                      put.getSetAsideCount(),
                      put.getRejudgedCount()));
      return ExitCode.DONE;
    }
  }

  /** Stops the use. */
  @Command(name = "retire", description = "Stops the use of gold items.")
  static final class Retire extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Parameters(paramLabel = "ITEM", arity = "1..*", description = "The items.")
    private List<String> items = new ArrayList<>();

    @Option(
        names = "--void-checks",
        description =
            "They have no right answer: what was answered to them says nothing of anybody any"
                + " more.")
    private boolean voidChecks;

    @Override
    int run(AssayClient client, Output out) {
      RetireGoldResponse unused =
          client
              .gold()
              .retireGold(
                  RetireGoldRequest.newBuilder()
                      .setProject(project.name().toString())
                      .addAllItemIds(items)
                      .setVoidChecks(voidChecks)
                      .build());
      out.showAll(client.gold().listGold(project.name()), GoldCommand::table);
      return ExitCode.DONE;
    }
  }

  /** Shows all. */
  @Command(name = "list", description = "Shows the gold items, without their keys.")
  static final class Listed extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Override
    int run(AssayClient client, Output out) {
      out.showAll(client.gold().listGold(project.name()), GoldCommand::table);
      return ExitCode.DONE;
    }
  }

  private static TextTable table(List<GoldItem> items) {
    TextTable table = new TextTable("ITEM", "SOURCE", "SET ASIDE", "RETIRED", "SHOWN", "PASSED");
    for (GoldItem item : items) {
      table.row(
          item.getItemId(),
          item.getSource().name().replace("SOURCE_", ""),
          item.getSetAside(),
          item.getRetired(),
          item.getUseCount(),
          item.getPassedCount() + "/" + item.getCheckedCount());
    }
    return table;
  }
}
