package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.report.TextTable;
import dev.assay.v1.TransferAssignmentsRequest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hands assignments over. */
@Command(name = "transfer", description = "Hands assignments over to another annotator.")
final class TransferCommand extends ClientCommand {
  @Mixin private WorkOptions work = new WorkOptions();

  @Option(names = "--to", required = true, paramLabel = "ID", description = "The other annotator.")
  private String newAnnotator = "";

  @Parameters(paramLabel = "TOKEN", arity = "1..*", description = "The assignments' tokens.")
  private List<String> tokens = new ArrayList<>();

  @Override
  int run(AssayClient client, Output out) {
    TransferAssignmentsRequest request =
        TransferAssignmentsRequest.newBuilder()
            .setRequestId(work.requestId())
            .setProject(work.project().name().toString())
            .setAnnotatorId(work.annotator())
            .addAllTokens(tokens)
            .setNewAnnotatorId(newAnnotator)
            .build();
    out.show(
        client.acquisition().transferAssignments(request),
        answer -> new TextTable("HANDED OVER", "TO").row(tokens.size(), newAnnotator));
    return ExitCode.DONE;
  }
}
