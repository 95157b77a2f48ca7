package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.v1.ReplaceLabelRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Changes a vote. */
@Command(name = "replace", description = "Changes an answer that was submitted.")
final class ReplaceCommand extends ClientCommand {
  @Mixin private WorkOptions work = new WorkOptions();

  @Parameters(
      paramLabel = "TOKEN=CLASS",
      description = "The assignment's token and the new answer; see \"assay submit\".")
  private String label = "";

  @Override
  int run(AssayClient client, Output out) {
    LabelTexts answers =
        new LabelTexts(client.projects().getProject(work.project().name()).getLabelSchema());
    ReplaceLabelRequest request =
        ReplaceLabelRequest.newBuilder()
            .setRequestId(work.requestId())
            .setProject(work.project().name().toString())
            .setAnnotatorId(work.annotator())
            .setLabel(SubmitCommand.label(answers, label))
            .build();
    out.show(
        client.labels().replaceLabel(request).getLabel(),
        replaced -> LabelsCommand.table(List.of(replaced)));
    return ExitCode.DONE;
  }
}
