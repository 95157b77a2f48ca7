package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.v1.WithdrawLabelRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a vote back. */
@Command(
    name = "withdraw",
    description = "Takes an answer back that was submitted; its charge stays.")
final class WithdrawCommand extends ClientCommand {
  @Mixin private WorkOptions work = new WorkOptions();

  @Parameters(paramLabel = "TOKEN", description = "The assignment's token.")
  private String token = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit log.")
  private String reason = "";

  @Override
  int run(AssayClient client, Output out) {
    WithdrawLabelRequest request =
        WithdrawLabelRequest.newBuilder()
            .setRequestId(work.requestId())
            .setProject(work.project().name().toString())
            .setAnnotatorId(work.annotator())
            .setToken(token)
            .setReason(reason)
            .build();
    out.show(
        client.labels().withdrawLabel(request).getLabel(),
        withdrawn -> LabelsCommand.table(List.of(withdrawn)));
    return ExitCode.DONE;
  }
}
