package dev.assay.app.cli;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.assay.client.AssayClient;
import dev.assay.report.TextTable;
import dev.assay.v1.Advice;
import dev.assay.v1.AdviceThresholds;
import dev.assay.v1.GetAdviceRequest;
import dev.assay.v1.GetAdviceResponse;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what the present facts speak for. */
@Command(
    name = "advice",
    description =
        "Says whether to go on labelling and what to change, each with the figures that it follows"
            + " from. It changes nothing.")
final class AdviceCommand extends ClientCommand {
  @Mixin private ProjectOption project = new ProjectOption();

  @Option(
      names = "--thresholds",
      paramLabel = "FIELD=NUMBER,...",
      description =
          "What figures are held against, by the names of AdviceThresholds: least_gain=0.001;"
              + " each one's default when absent.")
  private String thresholds = FieldsOption.DEFAULT;

  @Override
  int run(AssayClient client, Output out) {
    AdviceThresholds.Builder held = AdviceThresholds.newBuilder();
    out.show(
        client
            .advice()
            .getAdvice(
                GetAdviceRequest.newBuilder()
                    .setProject(project.name().toString())
                    .setThresholds(FieldsOption.parse(thresholds, held, "--thresholds"))
                    .build()),
        AdviceCommand::table);
    return ExitCode.DONE;
  }

  static TextTable table(GetAdviceResponse answer) {
    TextTable table = new TextTable("ADVICE", "WHY", "FIGURES");
    for (Advice advice : answer.getAdviceList()) {
      table.row(
          advice.getActionCase().name().toLowerCase(Locale.ROOT).replace('_', ' '),
          advice.getDescription(),
          figures(advice));
    }
    return table;
  }

  /** The figures of an action that this program may not know yet by its name. */
  private static String figures(Advice advice) {
    return advice.getAllFields().values().stream()
        .filter(Message.class::isInstance)
        .flatMap(action -> ((Message) action).getAllFields().entrySet().stream())
        .map(AdviceCommand::figure)
        .collect(Collectors.joining(", "));
  }

  private static String figure(Map.Entry<FieldDescriptor, Object> figure) {
    Object value = figure.getValue();
    return figure.getKey().getName()
        + "="
        + (value instanceof Double number ? String.format(Locale.ROOT, "%.4g", number) : value);
  }
}
