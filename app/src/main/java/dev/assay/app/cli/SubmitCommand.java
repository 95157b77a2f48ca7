package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.report.TextTable;
import dev.assay.v1.LabelReceipt;
import dev.assay.v1.LabelSubmission;
import dev.assay.v1.LabelValue;
import dev.assay.v1.SubmitLabelsRequest;
import dev.assay.v1.SubmitLabelsResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings an annotator's answers. */
@Command(name = "submit", description = "Brings an annotator's answers, all or none of them.")
final class SubmitCommand extends ClientCommand {
  @Mixin private ProjectOption project = new ProjectOption();

  @Option(
      names = {"-a", "--annotator"},
      required = true,
      paramLabel = "ID",
      description = "The annotator whom the assignments were leased to.")
  private String annotator = "";

  @Parameters(
      paramLabel = "TOKEN=CLASS",
      arity = "0..*",
      description =
          "An assignment's token and the class; of several classes: their names joined by \";\", or"
              + " a JSON array of them.")
  private List<String> labels = new ArrayList<>();

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description =
          "A CSV file with the columns \"token\" and \"label\", as \"assay next --output csv\""
              + " writes it; other columns are left alone. Up to 500 rows.")
  private @Nullable Path file;

  @Option(
      names = "--request-id",
      paramLabel = "ID",
      description = "Repeat with the same id after a failure; a new one when absent.")
  private String requestId = "";

  @Override
  int run(AssayClient client, Output out) throws IOException {
    SubmitLabelsRequest.Builder request =
        SubmitLabelsRequest.newBuilder()
            .setRequestId(requestId)
            .setProject(project.name().toString())
            .setAnnotatorId(annotator);
    if (labels.isEmpty() && file == null) {
      throw new InputException("give TOKEN=CLASS or --file");
    }
    labels.forEach(SubmitCommand::equalsSign);
    LabelTexts answers =
        new LabelTexts(client.projects().getProject(project.name()).getLabelSchema());
    labels.forEach(text -> request.addLabels(label(answers, text)));
    if (file != null) {
      try (RecordFile rows = RecordFile.open(file, Optional.of(RecordFile.Format.CSV))) {
        Iterator<LabelSubmission> read = rows.rows(header -> rowParser(answers, header));
        read.forEachRemaining(request::addLabels);
      }
      if (request.getLabelsCount() == 0) {
        throw new InputException(file + " has no row below its header");
      }
    }
    out.show(client.labels().submitLabels(request.build()), SubmitCommand::table);
    return ExitCode.DONE;
  }

  /** What stands before the first "=" is the token, which has none. */
  static LabelSubmission label(LabelTexts answers, String text) {
    int equals = equalsSign(text);
    try {
      return label(text.substring(0, equals), answers.parse(text.substring(equals + 1)));
    } catch (IllegalArgumentException e) {
      throw new InputException("\"" + text + "\": " + e.getMessage());
    }
  }

  private static int equalsSign(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new InputException("\"" + text + "\" must be TOKEN=CLASS");
    }
    return equals;
  }

  private static RecordFile.RowParser<LabelSubmission> rowParser(
      LabelTexts answers, Columns header) {
    int token = header.require("token");
    int label = header.require("label");
    return row -> label(row.named(token), row.answer(label, answers));
  }

  private static LabelSubmission label(String token, LabelValue value) {
    return LabelSubmission.newBuilder().setToken(token).setValue(value).build();
  }

  private static TextTable table(SubmitLabelsResponse answer) {
    TextTable table = new TextTable("TOKEN", "FUNDING", "CHARGED");
    for (LabelReceipt receipt : answer.getReceiptsList()) {
      table.row(
          receipt.getToken(),
          receipt.getFunding().name().replace("FUNDING_", ""),
          Amounts.show(receipt.getChargedMicros()));
    }
    return table;
  }
}
