package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.report.TextTable;
import dev.assay.v1.Assignment;
import dev.assay.v1.NextBatchRequest;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.StopReason;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Leases the next items to an annotator. */
@Command(
    name = "next",
    description =
        "Leases the next items to an annotator and holds their prices. As CSV they have a column"
            + " \"label\" to fill in for \"assay submit --file\".")
final class NextCommand extends ClientCommand {
  @Mixin private ProjectOption project = new ProjectOption();

  @Option(
      names = {"-a", "--annotator"},
      required = true,
      paramLabel = "ID",
      description = "The annotator.")
  private String annotator = "";

  @Option(
      names = {"-n", "--max"},
      paramLabel = "ITEMS",
      description = "The most items, up to 500. Default: ${DEFAULT-VALUE}.")
  private int max = 10;

  @Option(
      names = "--lease",
      paramLabel = "DURATION",
      description = "How long they may be kept, such as 30m; the policy's when absent.")
  private @Nullable String lease;

  @Option(
      names = "--request-id",
      paramLabel = "ID",
      description = "Repeat with the same id to get the same batch; a new one when absent.")
  private String requestId = "";

  @Option(names = "--dry-run", description = "Show what would be leased, and lease nothing.")
  private boolean dryRun;

  @Override
  int run(AssayClient client, Output out) {
    NextBatchRequest.Builder request =
        NextBatchRequest.newBuilder()
            .setRequestId(requestId)
            .setProject(project.name().toString())
            .setAnnotatorId(annotator)
            .setMaxAssignments(max)
            .setValidateOnly(dryRun);
    if (lease != null) {
      request.setLease(Times.parse(lease, "--lease"));
    }
    NextBatchResponse batch = client.acquisition().nextBatch(request.build());
    out.show(batch, NextCommand::table, NextCommand::toFillIn);
    if (batch.getScoresStale()) {
      err()
          .println(
              "assay: the scores of "
                  + batch.getModelVersion()
                  + " are "
                  + Times.show(batch.getScoreAge())
                  + " old, older than the policy allows");
    }
    if (batch.hasDirective()) {
      err()
          .println(
              "assay: directive: "
                  + StoppingOption.show(batch.getDirective().getAdvice())
                  + ": "
                  + batch.getDirective().getDescription());
    }
    if (batch.getStopReason() != StopReason.STOP_REASON_UNSPECIFIED) {
      err().println(shorter(batch));
    }
    return ExitCode.DONE;
  }

  private static TextTable table(NextBatchResponse batch) {
    TextTable table = new TextTable("ITEM", "TOKEN", "PRICE", "EXPIRES");
    for (Assignment assignment : batch.getAssignmentsList()) {
      table.row(
          assignment.getItemId(),
          assignment.getToken().isEmpty() ? "-" : assignment.getToken(),
          Amounts.show(assignment.getPriceMicros()),
          Times.show(assignment.getExpireTime()));
    }
    return table;
  }

  /** What submit reads, once the answers are filled in. */
  private static TextTable toFillIn(NextBatchResponse batch) {
    TextTable table = new TextTable("item", "token", "label", "price", "expires");
    for (Assignment assignment : batch.getAssignmentsList()) {
      table.row(
          assignment.getItemId(),
          assignment.getToken(),
          "",
          Amounts.show(assignment.getPriceMicros()),
          Times.show(assignment.getExpireTime()));
    }
    return table;
  }

  private static String shorter(NextBatchResponse batch) {
    String why = batch.getStopReason().name().replace("STOP_REASON_", "");
    String retry =
        batch.hasRetryDelay() ? "; ask again in " + Times.show(batch.getRetryDelay()) : "";
    return "assay: " + batch.getAssignmentsCount() + " assignments: " + why + retry;
  }
}
