package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.report.TextTable;
import dev.assay.v1.GoldItem;
import dev.assay.v1.GoldKey;
import dev.assay.v1.RetireGoldRequest;
import dev.assay.v1.RetireGoldResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
        arity = "0..*",
        description =
            "An item and its right class; of several classes: their names joined by \";\", or a"
                + " JSON array of them.")
    private List<String> keys = new ArrayList<>();

    @Option(
        names = "--file",
        paramLabel = "FILE",
        description = "A CSV file with the columns \"item\" and \"label\".")
    private @Nullable Path file;

    @Override
    int run(AssayClient client, Output out) throws IOException {
      if (keys.isEmpty() && file == null) {
        throw new InputException("give ITEM=CLASS or --file");
      }
      LabelTexts answers =
          new LabelTexts(client.projects().getProject(project.name()).getLabelSchema());
      List<GoldKey> parsed = new ArrayList<>();
      keys.forEach(key -> parsed.add(GoldKeys.parse(key, answers)));
      if (file != null) {
        parsed.addAll(GoldKeys.read(file, answers));
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
