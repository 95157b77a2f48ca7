package dev.assay.server.cli;

import dev.assay.client.AssayClient;
import dev.assay.v1.Budget;
import dev.assay.v1.JournalEntry;
import dev.assay.v1.SetCeilingRequest;
import dev.assay.v1.VerifyBudgetResponse;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows and sets what a project may spend. */
@Command(
    name = "budget",
    description = "Shows and sets what a project may spend.",
    subcommands = {
      BudgetCommand.Show.class,
      BudgetCommand.SetCeiling.class,
      BudgetCommand.Journal.class,
      BudgetCommand.Verify.class
    },
    mixinStandardHelpOptions = true)
final class BudgetCommand {

  /** The balance. */
  @Command(name = "show", description = "Shows the balance.")
  static final class Show extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Override
    int run(AssayClient client, Output out) {
      out.show(client.budget().getBudget(project.name()), BudgetCommand::balance);
      return ExitCode.DONE;
    }
  }

  /** The cap. */
  @Command(
      name = "set-ceiling",
      description =
          "Changes the cap. Below what is charged and held it falls with what is released.")
  static final class SetCeiling extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Parameters(paramLabel = "AMOUNT", description = "The new cap, such as 250.00.")
    private String amount = "";

    @Option(
        names = "--currency",
        paramLabel = "CODE",
        description = "Refuse when the project's currency is another.")
    private String currency = "";

    @Option(
        names = "--etag",
        paramLabel = "ETAG",
        description = "Refuse when the budget has another etag.")
    private String etag = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the journal.")
    private String reason = "";

    @Option(names = "--dry-run", description = "Check the change, and change nothing.")
    private boolean dryRun;

    @Override
    int run(AssayClient client, Output out) {
      SetCeilingRequest request =
          SetCeilingRequest.newBuilder()
              .setProject(project.name().toString())
              .setCeilingMicros(Amounts.parse(amount, "AMOUNT"))
              .setCurrencyCode(currency)
              .setEtag(etag)
              .setReason(reason)
              .setValidateOnly(dryRun)
              .build();
      out.show(client.budget().setCeiling(request), BudgetCommand::balance);
      return ExitCode.DONE;
    }
  }

  /** The movements. */
  @Command(name = "journal", description = "Shows every movement of the budget, in its order.")
  static final class Journal extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Override
    int run(AssayClient client, Output out) {
      out.showAll(client.budget().listJournalEntries(project.name()), BudgetCommand::movements);
      return ExitCode.DONE;
    }
  }

  /** The books. */
  @Command(name = "verify", description = "Adds the journal up and compares it with every balance.")
  static final class Verify extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Override
    int run(AssayClient client, Output out) {
      VerifyBudgetResponse answer = client.budget().verifyBudget(project.name());
      out.show(answer, BudgetCommand::discrepancies);
      return answer.getDiscrepanciesCount() == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  private static Table discrepancies(VerifyBudgetResponse answer) {
    Table table = new Table("ROW", "EXPECTED", "FOUND");
    answer
        .getDiscrepanciesList()
        .forEach(found -> table.row(found.getRow(), found.getExpected(), found.getFound()));
    if (answer.getDiscrepanciesCount() == 0) {
      table.row("journal", answer.getEntryCount() + " entries", "they add up");
    }
    return table;
  }

  private static Table balance(Budget budget) {
    String currency = budget.getCurrencyCode();
    return new Table("FIELD", "VALUE")
        .row("project", budget.getProject())
        .row("ceiling", Amounts.show(budget.getCeilingMicros(), currency))
        .row("charged", Amounts.show(budget.getChargedMicros(), currency))
        .row("held", Amounts.show(budget.getHeldMicros(), currency))
        .row("available", Amounts.show(budget.getAvailableMicros(), currency))
        .row("funded labels", budget.getFundedLabelCount())
        .row("open assignments", budget.getOpenAssignmentCount())
        .row("unfunded labels", budget.getUnfundedLabelCount())
        .row("etag", budget.getEtag())
        .row("update_time", Times.show(budget.getUpdateTime()));
  }

  private static Table movements(List<JournalEntry> entries) {
    Table table =
        new Table(
            "SEQ",
            "TIME",
            "KIND",
            "AMOUNT",
            "CHARGED",
            "HELD",
            "CEILING",
            "ITEM",
            "ANNOTATOR",
            "REASON");
    for (JournalEntry entry : entries) {
      table.row(
          entry.getSequence(),
          Times.show(entry.getCreateTime()),
          entry.getKind().name().replace("KIND_", ""),
          Amounts.show(entry.getAmountMicros()),
          Amounts.show(entry.getChargedMicros()),
          Amounts.show(entry.getHeldMicros()),
          Amounts.show(entry.getCeilingMicros()),
          entry.getItemId(),
          entry.getAnnotatorId(),
          entry.getReason());
    }
    return table;
  }
}
