package dev.assay.app.cli;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.assay.client.AssayClient;
import dev.assay.client.Export;
import dev.assay.report.TextTable;
import dev.assay.v1.BuildTrainingSetRequest;
import dev.assay.v1.BuildTrainingSetResponse;
import dev.assay.v1.ListTrainingSetMethodsResponse;
import dev.assay.v1.TrainingClassCount;
import dev.assay.v1.TrainingSetHeader;
import dev.assay.v1.TrainingSetMethod;
import dev.assay.v1.TrainingSetRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the training set that the labels make. */
@Command(
    name = "training-set",
    description = "Builds, shows and compares manifests of what to train on.",
    subcommands = {
      TrainingSetCommand.Build.class,
      TrainingSetCommand.Show.class,
      TrainingSetCommand.Diff.class,
      TrainingSetCommand.Methods.class
    },
    mixinStandardHelpOptions = true)
final class TrainingSetCommand {

  /** Builds one. */
  @Command(
      name = "build",
      description =
          "Builds a manifest of what to train on: shown as rows, or written to a file and summed"
              + " up. The same labels, options and seed give the same digest.",
      sortOptions = false)
  static final class Build extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();
    @Mixin private TrainingSetOptions options = new TrainingSetOptions();

    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "Write the manifest to this file, a line of JSON for each row.")
    private @Nullable Path file;

    @Override
    int run(AssayClient client, Output out) throws IOException {
      BuildTrainingSetRequest request = options.request(project.name());
      try (Export<BuildTrainingSetResponse> messages =
          client.trainingSets().buildTrainingSet(request)) {
        ManifestFile manifest = ManifestFile.of(messages);
        if (file == null) {
          out.showAll(manifest.rows(), TrainingSetCommand::rows);
          manifest.header().getNotesList().forEach(note -> err().println("assay: " + note));
        } else {
          manifest.write(file);
          out.showParts(manifest.header(), TrainingSetCommand::summary);
        }
      }
      return ExitCode.DONE;
    }
  }

  /** A command about files, for which no server is asked. */
  @Command(mixinStandardHelpOptions = true)
  abstract static class OfFiles implements Callable<Integer> {
    @Mixin private OutputOptions output = new OutputOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public final Integer call() throws IOException {
      return run(output.to(spec.commandLine().getOut()));
    }

    abstract int run(Output out) throws IOException;
  }

  /** Sums a manifest up. */
  @Command(name = "show", description = "Sums up a manifest that build wrote. Asks no server.")
  static final class Show extends OfFiles {
    @Parameters(paramLabel = "FILE", description = "The manifest.")
    private Path file = Path.of("");

    @Override
    int run(Output out) throws IOException {
      out.showParts(ManifestFile.read(file).header(), TrainingSetCommand::summary);
      return ExitCode.DONE;
    }
  }

  /** Compares two manifests. */
  @Command(
      name = "diff",
      description =
          "Shows what a later manifest has otherwise than an earlier one: rows added and removed,"
              + " other verdicts, splits, weights. Asks no server.")
  static final class Diff extends OfFiles {
    @Parameters(index = "0", paramLabel = "EARLIER", description = "The earlier manifest.")
    private Path earlier = Path.of("");

    @Parameters(index = "1", paramLabel = "LATER", description = "The later manifest.")
    private Path later = Path.of("");

    @Override
    int run(Output out) throws IOException {
      out.showAll(
          ManifestChange.between(ManifestFile.read(earlier), ManifestFile.read(later)).stream()
              .map(TrainingSetCommand::struct)
              .toList(),
          TrainingSetCommand::changes);
      return ExitCode.DONE;
    }
  }

  /** Lists the methods. */
  @Command(name = "methods", description = "Lists what --compress and --balance can name.")
  static final class Methods extends ClientCommand {
    @Override
    int run(AssayClient client, Output out) {
      out.show(client.trainingSets().listTrainingSetMethods(), TrainingSetCommand::methods);
      return ExitCode.DONE;
    }
  }

  private static TextTable methods(ListTrainingSetMethodsResponse methods) {
    TextTable table = new TextTable("OPTION", "METHOD", "WHAT IT DOES");
    for (TrainingSetMethod method : methods.getCompressionsList()) {
      table.row("--compress", method.getMethod(), method.getSummary());
    }
    for (TrainingSetMethod method : methods.getBalancesList()) {
      table.row("--balance", method.getMethod(), method.getSummary());
    }
    return table;
  }

  private static TextTable rows(List<TrainingSetRow> rows) {
    TextTable table =
        new TextTable(
            "ITEM", "LABEL", "SPLIT", "TIMES", "WEIGHT", "KEPT", "DRAWN", "POOL WEIGHT", "WHY");
    for (TrainingSetRow row : rows) {
      table.row(
          ManifestChange.name(row),
          LabelTexts.show(row.getVerdict()),
          row.getSplit().name().replace("SPLIT_", ""),
          row.getMultiplicity(),
          number(row.getWeight()),
          number(row.getKeptProbability()),
          number(row.getInclusionProbability()),
          number(row.getPoolWeight()),
          row.getReason());
    }
    return table;
  }

  private static List<TextTable> summary(TrainingSetHeader header) {
    TextTable facts = new TextTable("MANIFEST", "");
    facts.row("digest", header.getDigest());
    facts.row("settled items", header.getSettledCount());
    facts.row("rows", header.getRowCount());
    if (header.hasThreshold()) {
      facts.row(
          "threshold of " + header.getThreshold().getClassName(),
          String.format(
              Locale.ROOT,
              "%.3f (F1 %.3f; %.3f at one half)",
              header.getThreshold().getThreshold(),
              header.getThreshold().getF1(),
              header.getThreshold().getF1AtHalf()));
    }
    header.getNotesList().forEach(note -> facts.row("note", note));
    TextTable classes = new TextTable("CLASS", "SETTLED", "TO TRAIN ON");
    for (TrainingClassCount count : header.getClassesList()) {
      classes.row(count.getClassName(), count.getSettledCount(), count.getTrainingCount());
    }
    return List.of(facts, classes);
  }

  private static Struct struct(ManifestChange change) {
    return Struct.newBuilder()
        .putFields("row", text(change.row()))
        .putFields("what", text(change.what()))
        .putFields("earlier", text(change.earlier()))
        .putFields("later", text(change.later()))
        .build();
  }

  private static TextTable changes(List<Struct> changes) {
    TextTable table = new TextTable("ROW", "WHAT", "EARLIER", "LATER");
    for (Struct change : changes) {
      table.row(
          change.getFieldsOrThrow("row").getStringValue(),
          change.getFieldsOrThrow("what").getStringValue(),
          change.getFieldsOrThrow("earlier").getStringValue(),
          change.getFieldsOrThrow("later").getStringValue());
    }
    return table;
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
