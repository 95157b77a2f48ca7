package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.client.Export;
import dev.assay.v1.ExportJournalRequest;
import dev.assay.v1.GetForecastRequest;
import dev.assay.v1.GetSpendReportRequest;
import dev.assay.v1.GetSpendReportResponse;
import dev.assay.v1.JournalEntry;
import dev.assay.v1.VerifyBudgetResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows and sets what a project may spend; here is what only shows. */
@Command(
    name = "budget",
    description = "Shows and sets what a project may spend.",
    subcommands = {
      BudgetCommand.Show.class,
      BudgetChange.Ceiling.class,
      BudgetChange.Plan.class,
      BudgetChange.Pause.class,
      BudgetChange.Resume.class,
      BudgetChange.Adjust.class,
      BudgetChange.Fund.class,
      BudgetCommand.Verify.class,
      BudgetCommand.Journal.class,
      BudgetCommand.Spend.class,
      BudgetCommand.Outlook.class
    },
    mixinStandardHelpOptions = true)
final class BudgetCommand {

  /** The balance. */
  @Command(
      name = "show",
      description = "Shows the balance, the plan's lines and set-asides, alerts, pace and review.")
  static final class Show extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Override
    int run(AssayClient client, Output out) {
      out.showParts(client.budget().getBudget(project.name()), BudgetTables::budget);
      return ExitCode.DONE;
    }
  }

  /** The movements. */
  @Command(name = "journal", description = "Shows every movement of the budget, in its order.")
  static final class Journal extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Option(
        names = "--after",
        paramLabel = "SEQUENCE",
        description = "Skip the movements up to and including this one.")
    private long after;

    @Override
    int run(AssayClient client, Output out) {
      ExportJournalRequest request =
          ExportJournalRequest.newBuilder()
              .setProject(project.name().toString())
              .setAfterSequence(after)
              .build();
      try (Export<JournalEntry> entries = client.budget().exportJournal(request)) {
        out.showAll(entries, BudgetTables::movements);
      }
      return ExitCode.DONE;
    }
  }

  /** The books. */
  @Command(
      name = "verify",
      description =
          "Adds the journal up and compares it with every balance: exit code 0 when they agree,"
              + " else 1.")
  static final class Verify extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Option(
        names = "--from-first-entry",
        description =
            "Read the whole journal again, also what the server has read before: finds an entry"
                + " that something else than the server has changed.")
    private boolean fromFirstEntry;

    @Override
    int run(AssayClient client, Output out) {
      VerifyBudgetResponse answer =
          fromFirstEntry
              ? client.budget().verifyBudgetFromFirstEntry(project.name())
              : client.budget().verifyBudget(project.name());
      out.show(answer, BudgetTables::discrepancies);
      return answer.getDiscrepanciesCount() == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  /** What was spent on what. */
  @Command(
      name = "spend",
      description = "Shows what labels have cost, by slice, annotator, day or stratum.")
  static final class Spend extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Option(
        names = "--by",
        paramLabel = "slice|annotator|day|stratum",
        description = "One table only; without it all but the strata, which take longer.")
    private SpendTables.@Nullable Part by;

    @Option(
        names = "--from",
        paramLabel = "DATE",
        description = "The first day, such as 2026-01-31.")
    private String from = "";

    @Option(names = "--to", paramLabel = "DATE", description = "The last day.")
    private String to = "";

    @Override
    int run(AssayClient client, Output out) {
      GetSpendReportRequest request =
          GetSpendReportRequest.newBuilder()
              .setProject(project.name().toString())
              .setStartDate(from)
              .setEndDate(to)
              .setIncludeStrata(by == SpendTables.Part.STRATUM)
              .build();
      GetSpendReportResponse report = client.budget().getSpendReport(request);
      if (by == null) {
        out.showParts(report, SpendTables::of);
      } else {
        SpendTables.Part part = by;
        out.show(report, one -> SpendTables.of(one, part));
      }
      return ExitCode.DONE;
    }
  }

  /** When the money will be gone. */
  @Command(
      name = "forecast",
      description =
          "Shows how fast the budget is charged and when it will be exhausted, with the"
              + " uncertainty; as a table with a plot.")
  static final class Outlook extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Option(
        names = "--window",
        paramLabel = "DURATION",
        description = "The time up to now that is taken to go on, such as 28d; 14d when absent.")
    private @Nullable String window;

    @Option(
        names = "--level",
        paramLabel = "LEVEL",
        description = "An interval's level, repeatable; 0.9 and 0.95 when absent.")
    private List<Double> levels = new ArrayList<>();

    @Override
    int run(AssayClient client, Output out) {
      GetForecastRequest.Builder request =
          GetForecastRequest.newBuilder()
              .setProject(project.name().toString())
              .addAllLevels(levels);
      if (window != null) {
        request.setWindow(Times.parse(window, "--window"));
      }
      out.showParts(
          client.budget().getForecast(request.build()), ForecastTables::of, ForecastPlot::of);
      return ExitCode.DONE;
    }
  }
}
