package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.report.TextTable;
import dev.assay.v1.Clustering;
import dev.assay.v1.GetItemRequest;
import dev.assay.v1.GetPoolSummaryResponse;
import dev.assay.v1.Item;
import dev.assay.v1.ListItemsRequest;
import dev.assay.v1.StopDecision;
import dev.assay.v1.StratumCount;
import dev.assay.v1.StratumQuota;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the pool. */
@Command(
    name = "items",
    description = "Shows the pool's items, with their verdicts.",
    subcommands = {ItemsCommand.Listed.class, ItemsCommand.Get.class, ItemsCommand.Summary.class},
    mixinStandardHelpOptions = true)
final class ItemsCommand {

  /** Where an item is in its life, in short. */
  enum State {
    UNLABELED,
    IN_PROGRESS,
    SETTLED
  }

  /** Shows all, or those of a state. */
  @Command(name = "list", description = "Shows the items, in the order in which they were put.")
  static final class Listed extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Option(
        names = "--state",
        paramLabel = "unlabeled|in_progress|settled",
        description = "Only those.")
    private @Nullable State state;

    @Override
    int run(AssayClient client, Output out) {
      ListItemsRequest.Builder request =
          ListItemsRequest.newBuilder()
              .setProject(project.name().toString())
              .setIncludeOutcome(true);
      if (state != null) {
        request.setStateFilter(Item.State.valueOf("STATE_" + state.name()));
      }
      out.showAll(client.pool().listItems(request.build()), ItemsCommand::table);
      return ExitCode.DONE;
    }
  }

  /** Shows one. */
  @Command(name = "get", description = "Shows one item.")
  static final class Get extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Parameters(paramLabel = "ITEM", description = "The item.")
    private String item = "";

    @Override
    int run(AssayClient client, Output out) {
      GetItemRequest request =
          GetItemRequest.newBuilder()
              .setProject(project.name().toString())
              .setItemId(item)
              .setIncludeOutcome(true)
              .build();
      out.show(client.pool().getItem(request), one -> table(List.of(one)));
      return ExitCode.DONE;
    }
  }

  /** Counts them. */
  @Command(
      name = "summary",
      description = "Counts the items by state, by stratum and by the tags that they require.")
  static final class Summary extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Override
    int run(AssayClient client, Output out) {
      out.show(client.pool().getPoolSummary(project.name()), ItemsCommand::counts);
      return ExitCode.DONE;
    }
  }

  private static TextTable table(List<Item> items) {
    TextTable table =
        new TextTable(
            "ITEM",
            "STATE",
            "STRATUM",
            "VOTES",
            "VERDICT",
            "PROBABILITY",
            "PRICE",
            "TAGS",
            "ATTRIBUTES");
    for (Item item : items) {
      table.row(
          item.getId(),
          item.getState().name().replace("STATE_", "").toLowerCase(Locale.ROOT),
          item.getStratum(),
          item.getVoteCount(),
          item.hasVerdict() ? LabelTexts.show(item.getVerdict()) : "",
          item.hasVerdictProbability()
              ? String.format(Locale.ROOT, "%.4f", item.getVerdictProbability())
              : "-",
          item.hasPriceMicros() ? Amounts.show(item.getPriceMicros()) : "-",
          String.join(" ", item.getRequiredTagsList()),
          new TreeMap<>(item.getAttributesMap())
              .entrySet().stream()
                  .map(attribute -> attribute.getKey() + "=" + attribute.getValue())
                  .collect(Collectors.joining("; ")));
    }
    return table;
  }

  /** What quotas have to say has columns where the last wave had some. */
  private static TextTable counts(GetPoolSummaryResponse summary) {
    boolean divided = summary.getStrataList().stream().anyMatch(StratumCount::hasQuota);
    TextTable table =
        divided
            ? new TextTable("WHAT", "ITEMS", "SERVED", "LABELS", "OF LABELS", "MINIMUM", "OF WAVE")
            : new TextTable("WHAT", "ITEMS", "SERVED");
    long served = summary.getInProgressCount() + summary.getSettledCount();
    whole(table, divided, "all", summary.getItemCount(), served);
    whole(
        table, divided, "in progress", summary.getInProgressCount(), summary.getInProgressCount());
    whole(table, divided, "settled", summary.getSettledCount(), summary.getSettledCount());
    whole(table, divided, "with scores", summary.getScoredCount(), "-");
    if (!summary.getWaveStrategy().isEmpty()) {
      String without = AuditTables.lacking(summary.getWaveLackingList());
      String by = "last wave by " + summary.getWaveStrategy();
      whole(table, divided, without.equals("-") ? by : by + ", without " + without, "-", "-");
    }
    if (summary.hasStopDecision()) {
      StopDecision decision = summary.getStopDecision();
      whole(
          table,
          divided,
          "directive of the last wave: "
              + StoppingOption.show(decision.getAdvice())
              + ": "
              + decision.getDescription(),
          "-",
          "-");
    }
    if (summary.hasClustering()) {
      Clustering found = summary.getClustering();
      whole(
          table,
          divided,
          "clustering "
              + found.getNumber()
              + ": "
              + found.getClusterCount()
              + " clusters since wave "
              + found.getWaveNumber(),
          found.getItemCount(),
          "-");
    }
    summary.getStrataList().forEach(stratum -> stratum(table, divided, stratum));
    summary
        .getRoutesList()
        .forEach(
            route ->
                whole(
                    table,
                    divided,
                    "for "
                        + String.join(" ", route.getRequiredTagsList())
                        + " ("
                        + route.getWaitingCount()
                        + " waiting, annotators who can: "
                        + route.getAnnotatorCount()
                        + ")",
                    route.getItemCount(),
                    "-"));
    return table;
  }

  private static void whole(
      TextTable table, boolean divided, String what, Object items, Object served) {
    if (divided) {
      table.row(what, items, served, "-", "-", "-", "-");
    } else {
      table.row(what, items, served);
    }
  }

  private static void stratum(TextTable table, boolean divided, StratumCount stratum) {
    String name = "stratum " + (stratum.getStratum().isEmpty() ? "(all)" : stratum.getStratum());
    if (!stratum.hasQuota()) {
      whole(table, divided, name, stratum.getItemCount(), stratum.getServedCount());
      return;
    }
    StratumQuota quota = stratum.getQuota();
    table.row(
        name,
        stratum.getItemCount(),
        stratum.getServedCount(),
        quota.getLabelCount(),
        share(quota.getLabelShare()),
        minimum(quota),
        share(quota.getDrawShare()));
  }

  private static String minimum(StratumQuota quota) {
    if (quota.getMinimumShare() == 0) {
      return "-";
    }
    return quota.getRaisedShare() > quota.getMinimumShare()
        ? share(quota.getMinimumShare()) + " raised to " + share(quota.getRaisedShare())
        : share(quota.getMinimumShare());
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.3f", share);
  }
}
