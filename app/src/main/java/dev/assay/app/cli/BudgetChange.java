package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.v1.AdjustChargesRequest;
import dev.assay.v1.FundLabelsRequest;
import dev.assay.v1.PauseGrantsRequest;
import dev.assay.v1.ResumeGrantsRequest;
import dev.assay.v1.SetBudgetPlanRequest;
import dev.assay.v1.SetCeilingRequest;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that change what a project may spend. */
@Command
abstract class BudgetChange extends ClientCommand {
  @Mixin private ProjectOption project = new ProjectOption();

  @Option(
      names = "--etag",
      paramLabel = "ETAG",
      description = "Refuse when the budget has another etag.")
  private String etag = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the books.")
  private String reason = "";

  @Option(names = "--actor", paramLabel = "NAME", description = "Who asks for it, for the books.")
  private String actor = "";

  final String project() {
    return project.name().toString();
  }

  final String etag() {
    return etag;
  }

  final String reason() {
    return reason;
  }

  final String actor() {
    return actor;
  }

  /** The cap. */
  @Command(
      name = "set-ceiling",
      description =
          "Changes the cap. Below what is charged and held it falls with what is released.")
  static final class Ceiling extends BudgetChange {
    @Parameters(paramLabel = "AMOUNT", description = "The new cap, such as 250.00.")
    private String amount = "";

    @Option(
        names = "--currency",
        paramLabel = "CODE",
        description = "Refuse when the project's currency is another.")
    private String currency = "";

    @Option(names = "--dry-run", description = "Check the change, and change nothing.")
    private boolean dryRun;

    @Override
    int run(AssayClient client, Output out) {
      SetCeilingRequest request =
          SetCeilingRequest.newBuilder()
              .setProject(project())
              .setCeilingMicros(Amounts.parse(amount, "AMOUNT"))
              .setCurrencyCode(currency)
              .setEtag(etag())
              .setReason(reason())
              .setActor(actor())
              .setValidateOnly(dryRun)
              .build();
      out.showParts(client.budget().setCeiling(request), BudgetTables::budget);
      return ExitCode.DONE;
    }
  }

  /** What is below the cap. */
  @Command(
      name = "plan",
      description =
          "Replaces the plan below the cap: lines, set-asides, prices of task kinds, pace, alerts"
              + " and reviews.")
  static final class Plan extends BudgetChange {
    @Option(
        names = "--file",
        paramLabel = "FILE",
        required = true,
        description = "The plan in YAML or JSON, with the fields of assay.v1.BudgetPlan.")
    private Path file = Path.of("plan.yaml");

    @Option(names = "--dry-run", description = "Check the plan, and change nothing.")
    private boolean dryRun;

    @Override
    int run(AssayClient client, Output out) throws IOException {
      SetBudgetPlanRequest request =
          SetBudgetPlanRequest.newBuilder()
              .setProject(project())
              .setPlan(PlanFile.read(file))
              .setEtag(etag())
              .setReason(reason())
              .setActor(actor())
              .setValidateOnly(dryRun)
              .build();
      out.showParts(client.budget().setBudgetPlan(request), BudgetTables::budget);
      return ExitCode.DONE;
    }
  }

  /** A stop. */
  @Command(
      name = "pause",
      description = "Stops the granting of work until \"assay budget resume\".")
  static final class Pause extends BudgetChange {
    @Override
    int run(AssayClient client, Output out) {
      PauseGrantsRequest request =
          PauseGrantsRequest.newBuilder()
              .setProject(project())
              .setEtag(etag())
              .setReason(reason())
              .setActor(actor())
              .build();
      out.showParts(client.budget().pauseGrants(request), BudgetTables::budget);
      return ExitCode.DONE;
    }
  }

  /** The end of a stop. */
  @Command(
      name = "resume",
      description = "Lets a project grant again that was paused or has stopped for review.")
  static final class Resume extends BudgetChange {
    @Override
    int run(AssayClient client, Output out) {
      ResumeGrantsRequest request =
          ResumeGrantsRequest.newBuilder()
              .setProject(project())
              .setEtag(etag())
              .setReason(reason())
              .setActor(actor())
              .build();
      out.showParts(client.budget().resumeGrants(request), BudgetTables::budget);
      return ExitCode.DONE;
    }
  }

  /** Fees and refunds. */
  @Command(
      name = "adjust",
      description = "Books a charge that no label brings, or a refund. A reason must be given.")
  static final class Adjust extends BudgetChange {
    @Parameters(paramLabel = "AMOUNT", description = "How much, such as 12.50.")
    private String amount = "";

    @Option(
        names = "--currency",
        paramLabel = "CODE",
        description = "Refuse when the project's currency is another.")
    private String currency = "";

    @Option(names = "--refund", description = "Give the amount back instead of charging it.")
    private boolean refund;

    @Option(names = "--dry-run", description = "Check the change, and change nothing.")
    private boolean dryRun;

    @Override
    int run(AssayClient client, Output out) {
      long micros = Amounts.parse(amount, "AMOUNT");
      AdjustChargesRequest request =
          AdjustChargesRequest.newBuilder()
              .setProject(project())
              .setAmountMicros(refund ? Math.negateExact(micros) : micros)
              .setCurrencyCode(currency)
              .setEtag(etag())
              .setReason(reason())
              .setActor(actor())
              .setValidateOnly(dryRun)
              .build();
      out.showParts(client.budget().adjustCharges(request), BudgetTables::budget);
      return ExitCode.DONE;
    }
  }

  /** Labels that came late. */
  @Command(
      name = "fund",
      description = "Charges labels that wait for budget, oldest first, until the budget ends.")
  static final class Fund extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Option(
        names = {"-n", "--max"},
        paramLabel = "LABELS",
        description = "The most labels to look at; 500 when absent.")
    private int max;

    @Override
    int run(AssayClient client, Output out) {
      FundLabelsRequest request =
          FundLabelsRequest.newBuilder()
              .setProject(project.name().toString())
              .setMaxLabels(max)
              .build();
      out.show(client.budget().fundLabels(request), BudgetTables::funded);
      return ExitCode.DONE;
    }
  }
}
