package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.report.TextTable;
import dev.assay.v1.ReturnAssignmentsRequest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives assignments back. */
@Command(
    name = "return",
    description = "Gives assignments back without an answer; what they held is free again.")
final class ReturnCommand extends ClientCommand {
  @Mixin private WorkOptions work = new WorkOptions();

  @Parameters(paramLabel = "TOKEN", arity = "1..*", description = "The assignments' tokens.")
  private List<String> tokens = new ArrayList<>();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit log.")
  private String reason = "";

  @Override
  int run(AssayClient client, Output out) {
    ReturnAssignmentsRequest request =
        ReturnAssignmentsRequest.newBuilder()
            .setRequestId(work.requestId())
            .setProject(work.project().name().toString())
            .setAnnotatorId(work.annotator())
            .addAllTokens(tokens)
            .setReason(reason)
            .build();
    out.show(
        client.acquisition().returnAssignments(request),
        answer ->
            new TextTable("RETURNED", "RELEASED")
                .row(tokens.size(), Amounts.show(answer.getReleasedMicros())));
    return ExitCode.DONE;
  }
}
