package dev.assay.app.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.assay.report.TextInput;
import dev.assay.v1.BuildTrainingSetResponse;
import dev.assay.v1.TrainingSetHeader;
import dev.assay.v1.TrainingSetRow;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A manifest of a training set in a file: the header in the first line, a row in each other, all
 * JSON.
 *
 * @param rows in the order of the file
 */
record ManifestFile(TrainingSetHeader header, List<TrainingSetRow> rows) {
  private static final JsonFormat.Printer JSON =
      JsonFormat.printer().preservingProtoFieldNames().omittingInsignificantWhitespace();

  /** Takes the messages of a stream. */
  static ManifestFile of(Iterable<BuildTrainingSetResponse> messages) {
    TrainingSetHeader header = TrainingSetHeader.getDefaultInstance();
    List<TrainingSetRow> rows = new ArrayList<>();
    for (BuildTrainingSetResponse message : messages) {
      header = message.hasHeader() ? message.getHeader() : header;
      rows.addAll(message.getRowsList());
    }
    return new ManifestFile(header, rows);
  }

  /** Writes it beside the file and then in its place, so that there is never half of one. */
  void write(Path file) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (BufferedWriter out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
      line(out, header);
      for (TrainingSetRow row : rows) {
        line(out, row);
      }
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void line(BufferedWriter out, Message message) throws IOException {
    out.write(JSON.print(message));
    out.write('\n');
  }

  /**
   * Reads one.
   *
   * @throws InputException where the file is no manifest, naming the line
   */
  static ManifestFile read(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new InputException(file + " cannot be read");
    }
    TrainingSetHeader.Builder header = TrainingSetHeader.newBuilder();
    List<TrainingSetRow> rows = new ArrayList<>();
    try (BufferedReader in = TextInput.of(Files.newInputStream(file))) {
      String line = in.readLine();
      for (int number = 1; line != null; number++) {
        Message.Builder message = number == 1 ? header : TrainingSetRow.newBuilder();
        merge(file, number, line, message);
        if (message instanceof TrainingSetRow.Builder row) {
          rows.add(row.build());
        }
        line = in.readLine();
      }
    }
    if (header.getRowCount() != rows.size() || header.getDigest().isEmpty()) {
      throw new InputException(
          file
              + " holds "
              + rows.size()
              + " rows, and its header speaks of "
              + header.getRowCount()
              + ": it was cut off, or is no manifest; build it again");
    }
    return new ManifestFile(header.build(), rows);
  }

  private static void merge(Path file, int number, String line, Message.Builder message) {
    try {
      JsonFormat.parser().merge(line, message);
    } catch (InvalidProtocolBufferException e) {
      throw new InputException(
          file
              + ", line "
              + number
              + ": no line of a manifest, as assay training-set build writes them ("
              + e.getMessage()
              + ")");
    }
  }
}
