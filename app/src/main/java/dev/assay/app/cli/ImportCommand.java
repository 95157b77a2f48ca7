package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import dev.assay.client.InvalidRequestException;
import dev.assay.client.PutOptions;
import dev.assay.client.Scores;
import dev.assay.client.TrainedOn;
import dev.assay.report.ProgressLine;
import dev.assay.report.TextTable;
import dev.assay.v1.Item;
import dev.assay.v1.ModelVersion;
import dev.assay.v1.OnError;
import dev.assay.v1.PutItemsResponse;
import dev.assay.v1.PutScoresResponse;
import dev.assay.v1.RecordError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
    /**
     * The most records that are named before anything is sent; of the server's, it names as many.
     */
    static final int MAX_REPORTED = 100;

    @Mixin private ProjectOption project = new ProjectOption();

    @Parameters(
        paramLabel = "FILE",
        description =
            "A .csv, .tsv, .ndjson or .jsonl file, also packed as .gz; \"-\" is the standard"
                + " input.")
    private Path file = Path.of("-");

    @Option(
        names = "--format",
        paramLabel = "csv|ndjson",
        description = "How the file is written; by its ending when absent.")
    private RecordFile.@Nullable Format format;

    @Option(
        names = "--skip-errors",
        description =
            "Leave bad records out and report them, instead of stopping at the first; exit code 3"
                + " when there were some.")
    private boolean skipErrors;

    private long leftOutCount;
    private @Nullable ProgressLine progressLine;

    ProjectOption project() {
      return project;
    }

    RecordFile open() throws IOException {
      RecordFile opened = RecordFile.open(file, Optional.ofNullable(format));
      if (skipErrors) {
        opened.leaveOut(this::leaveOut);
      }
      return opened;
    }

    private void leaveOut(String problem) {
      leftOutCount++;
      if (leftOutCount <= MAX_REPORTED) {
        progressLine().interrupt();
        err().println("assay: left out: " + problem);
      }
    }

    /** How many records of the file were left out before anything was sent. */
    long leftOutCount() {
      return leftOutCount;
    }

    PutOptions options() {
      return PutOptions.defaults()
          .withOnError(skipErrors ? OnError.ON_ERROR_CONTINUE : OnError.ON_ERROR_STOP)
          .withProgress(
              progress ->
                  progressLine()
                      .show(
                          String.format(
                              Locale.ROOT,
                              "%,d records, %,.0f a second",
                              progress.records(),
                              progress.recordsPerSecond())));
    }

    private ProgressLine progressLine() {
      ProgressLine line = progressLine;
      if (line == null) {
        line = ProgressLine.on(err());
        progressLine = line;
      }
      return line;
    }

    /** Sends the records; what the server refuses is named by its place in the file. */
    <R> R send(RecordFile records, UnaryOperator<String> column, Supplier<R> upload) {
      try {
        return upload.get();
      } catch (InvalidRequestException e) {
        throw new RefusedRecord(String.valueOf(e.getMessage()), records, column);
      } finally {
        progressLine().end();
      }
    }

    /** Names what the server has left out. */
    int report(
        RecordFile records,
        UnaryOperator<String> column,
        long errorCount,
        List<RecordError> errors) {
      for (RecordError error : errors) {
        err()
            .printf(
                "assay: left out: %s (%s): column \"%s\": %s%n",
                records.place(error.getRecordIndex()),
                error.getItemId(),
                column.apply(error.getField()),
                error.getDescription());
      }
      long unnamed = errorCount - errors.size() + Math.max(0, leftOutCount - MAX_REPORTED);
      if (unnamed > 0) {
        err().printf("assay: left out: %,d more%n", unnamed);
      }
      return errorCount + leftOutCount == 0 ? ExitCode.DONE : ExitCode.REFUSED;
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
        Iterator<Item> items = ItemRecords.read(file);
        PutItemsResponse answer =
            send(
                file,
                ItemRecords::column,
                () -> client.pool().putItems(project().name(), items, options()));
        int code =
            report(file, ItemRecords::column, answer.getErrorCount(), answer.getErrorsList());
        out.show(
            answer,
            counts ->
                new TextTable("CREATED", "UPDATED", "UNCHANGED", "LEFT OUT")
                    .row(
                        counts.getCreatedCount(),
                        counts.getUpdatedCount(),
                        counts.getUnchangedCount(),
                        counts.getErrorCount() + leftOutCount()));
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

    @Option(
        names = "--part",
        description =
            "The file is a part of the scores: exit code 0 though the version is not complete by"
                + " it. Without it a partial version is exit code 3.")
    private boolean isPart;

    @Option(
        names = "--trained-on",
        paramLabel = "all|none|wave:N|out-of-fold",
        description =
            "The project's labels that the model could have learnt from, which it is never judged"
                + " by: all that are there, none, those of the waves up to N, or none by its own"
                + " label (cross-fitted scores). Default: ${DEFAULT-VALUE}.")
    private String trainedOn = "all";

    @Spec private CommandSpec scoresSpec = CommandSpec.create();

    private TrainedOn trainedOn() {
      return switch (trainedOn) {
        case "all" -> TrainedOn.all();
        case "none" -> TrainedOn.none();
        case "out-of-fold" -> TrainedOn.outOfFold();
        default -> {
          if (!trainedOn.matches("wave:[1-9][0-9]{0,17}")) {
            throw new ParameterException(
                scoresSpec.commandLine(),
                "--trained-on is \"" + trainedOn + "\": use all, none, wave:N or out-of-fold");
          }
          yield TrainedOn.throughWave(Long.parseLong(trainedOn.substring("wave:".length())));
        }
      };
    }

    private static String partial(ModelVersion version) {
      return String.format(
          Locale.ROOT,
          "model version %s is partial and not used: %,d items that are not served yet have no"
              + " scores of it; import the rest under the same name, or take it as it is with"
              + " \"assay model use\"",
          version.getId(),
          version.getUnscoredCount());
    }

    @Override
    int run(AssayClient client, Output out) throws IOException {
      List<String> classNames =
          client.projects().getProject(project().name()).getLabelSchema().getClassNamesList();
      try (RecordFile file = open()) {
        UnaryOperator<String> column = field -> ScoreRecords.column(field, classNames);
        Scores scores = Scores.ofRows(ScoreRecords.read(file, classNames));
        PutScoresResponse answer =
            send(
                file,
                column,
                () ->
                    client
                        .pool()
                        .putScores(
                            project().name(),
                            modelVersion,
                            scores,
                            options().withTrainedOn(trainedOn())));
        int code = report(file, column, answer.getErrorCount(), answer.getErrorsList());
        if (!answer.getModelVersion().getCurrent()) {
          err().println("assay: " + partial(answer.getModelVersion()));
          code = isPart ? code : ExitCode.REFUSED;
        }
        out.show(
            answer,
            published ->
                new TextTable("MODEL VERSION", "STATE", "STORED", "SCORED ITEMS", "LEFT OUT")
                    .row(
                        published.getModelVersion().getId(),
                        published.getModelVersion().getState().name().replace("STATE_", ""),
                        published.getStoredCount(),
                        published.getModelVersion().getScoredCount(),
                        published.getErrorCount() + leftOutCount()));
        return code;
      }
    }
  }
}
