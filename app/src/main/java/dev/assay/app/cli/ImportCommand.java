package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.client.Progress;
import dev.assay.client.PutOptions;
import dev.assay.client.Scores;
import dev.assay.report.TextTable;
import dev.assay.v1.OnError;
import dev.assay.v1.PutItemsResponse;
import dev.assay.v1.PutScoresResponse;
import dev.assay.v1.RecordError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings files into a project's pool. */
@Command(
    name = "import",
    description = "Brings items and scores from CSV or NDJSON files into a project's pool.",
    subcommands = {ImportCommand.Items.class, ImportCommand.ScoreFile.class},
    mixinStandardHelpOptions = true)
final class ImportCommand {

  /** What both kinds of file have in common. */
  @Command
  abstract static class Upload extends ClientCommand {
    @Mixin private ProjectOption project = new ProjectOption();

    @Parameters(
        paramLabel = "FILE",
        description = "A .csv, .ndjson or .jsonl file; \"-\" is the standard input.")
    private Path file = Path.of("-");

    @Option(
        names = "--format",
        paramLabel = "csv|ndjson",
        description = "How the file is written; by its ending when absent.")
    private RecordFile.@Nullable Format format;

    @Option(
        names = "--skip-errors",
        description = "Leave bad records out and report them, instead of stopping at the first.")
    private boolean skipErrors;

    ProjectOption project() {
      return project;
    }

    RecordFile open() throws IOException {
      return RecordFile.open(file, Optional.ofNullable(format));
    }

    PutOptions options() {
      return PutOptions.defaults()
          .withOnError(skipErrors ? OnError.ON_ERROR_CONTINUE : OnError.ON_ERROR_STOP)
          .withProgress(this::showProgress);
    }

    private void showProgress(Progress progress) {
      err()
          .printf(
              "\r%,d records, %,.0f a second ", progress.records(), progress.recordsPerSecond());
      err().flush();
    }

    /** Ends the progress line, and names what was left out. */
    int report(long errorCount, List<RecordError> errors) {
      err().println();
      for (RecordError error : errors) {
        err()
            .printf(
                "assay: record %d (%s) left out: %s: %s%n",
                error.getRecordIndex(),
                error.getItemId(),
                error.getField(),
                error.getDescription());
      }
      return errorCount == 0 ? ExitCode.DONE : ExitCode.REFUSED;
    }
  }

  /** Items. */
  @Command(
      name = "items",
      description =
          "Brings items. CSV: a column \"id\", if wanted \"price\" (such as 0.05) and \"embedding\""
              + " (numbers separated by spaces); every other column is an attribute. NDJSON: the"
              + " message Item in JSON.")
  static final class Items extends Upload {
    @Override
    int run(AssayClient client, Output out) throws IOException {
      try (RecordFile file = open()) {
        PutItemsResponse answer =
            client.pool().putItems(project().name(), ItemRecords.read(file), options());
        int code = report(answer.getErrorCount(), answer.getErrorsList());
        out.show(
            answer,
            counts ->
                new TextTable("CREATED", "UPDATED", "UNCHANGED", "LEFT OUT")
                    .row(
                        counts.getCreatedCount(),
                        counts.getUpdatedCount(),
                        counts.getUnchangedCount(),
                        counts.getErrorCount()));
        return code;
      }
    }
  }

  /** Scores. */
  @Command(
      name = "scores",
      description =
          "Brings what a model version says. CSV: a column \"item_id\" and one for each class, if"
              + " wanted \"gradient_norm\" and \"uncertainty\". NDJSON: objects with item_id and"
              + " probabilities, if wanted ensemble_probabilities, gradient_norm, uncertainty.")
  static final class ScoreFile extends Upload {
    @Option(
        names = {"-m", "--model-version"},
        required = true,
        paramLabel = "ID",
        description = "The model version.")
    private String modelVersion = "";

    @Override
    int run(AssayClient client, Output out) throws IOException {
      List<String> classNames =
          client.projects().getProject(project().name()).getLabelSchema().getClassNamesList();
      try (RecordFile file = open()) {
        PutScoresResponse answer =
            client
                .pool()
                .putScores(
                    project().name(),
                    modelVersion,
                    Scores.ofRows(ScoreRecords.read(file, classNames)),
                    options());
        int code = report(answer.getErrorCount(), answer.getErrorsList());
        out.show(
            answer,
            published ->
                new TextTable("MODEL VERSION", "STORED", "SCORED ITEMS", "LEFT OUT")
                    .row(
                        published.getModelVersion().getId(),
                        published.getStoredCount(),
                        published.getModelVersion().getScoredCount(),
                        published.getErrorCount()));
        return code;
      }
    }
  }
}
