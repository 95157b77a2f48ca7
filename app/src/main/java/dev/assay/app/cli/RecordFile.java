package dev.assay.app.cli;

import dev.assay.report.CsvException;
import dev.assay.report.CsvRecords;
import dev.assay.report.TextInput;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A file with one record a line, in CSV with a header (separated by commas, semicolons or tabs) or
 * in NDJSON; "-" is the standard input. A record that cannot be used ends the reading, or is left
 * out where somebody wants to be told of it.
 */
final class RecordFile implements AutoCloseable {
  /** How a file is written. */
  enum Format {
    CSV,
    NDJSON
  }

  private static final int MAX_HEADER_CHARACTERS = 1 << 16;

  private final String name;
  private final BufferedReader in;
  private final Format format;
  private final RecordLines lines = new RecordLines();
  private @Nullable Consumer<String> leftOut;

  private RecordFile(String name, InputStream bytes, Format format) throws IOException {
    this.name = name;
    this.format = format;
    try {
      this.in = TextInput.of(bytes);
    } catch (IOException e) {
      bytes.close();
      throw explained(e);
    }
  }

  private IOException explained(IOException thrown) {
    if (thrown instanceof ZipException || thrown instanceof EOFException) {
      throw new InputException(name + " is packed by gzip, and broken: " + thrown.getMessage());
    }
    if (thrown instanceof CharacterCodingException) {
      throw new InputException(name + " is no UTF-8 text (UTF-16 is not read): save it as UTF-8");
    }
    return thrown;
  }

  /**
   * Opens a file.
   *
   * @param format by the file's ending where it is empty
   */
  static RecordFile open(Path file, Optional<Format> format) throws IOException {
    String name = file.toString();
    if (name.equals("-")) {
      if (format.isEmpty()) {
        throw new InputException("--format is needed for the standard input");
      }
      return new RecordFile("standard input", System.in, format.get());
    }
    Format chosen = format.orElseGet(() -> byEnding(name));
    if (!Files.isReadable(file)) {
      throw new InputException(name + " cannot be read");
    }
    return new RecordFile(name, Files.newInputStream(file), chosen);
  }

  private static Format byEnding(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".gz")) {
      lower = lower.substring(0, lower.length() - ".gz".length());
    }
    if (lower.endsWith(".csv") || lower.endsWith(".tsv")) {
      return Format.CSV;
    }
    if (lower.endsWith(".ndjson") || lower.endsWith(".jsonl")) {
      return Format.NDJSON;
    }
    throw new InputException(name + " ends neither with .csv nor .ndjson: give --format");
  }

  Format format() {
    return format;
  }

  /**
   * Leaves records out that cannot be used, from now on.
   *
   * @param told in one line what is wrong, with the place
   */
  void leaveOut(Consumer<String> told) {
    this.leftOut = told;
  }

  /** Where a record of those that were used stands, for people. */
  String place(long index) {
    return name + ", line " + lines.of(index);
  }

  /** Makes a value of each record; a record that cannot be used is named by its line. */
  interface Parser<T> {
    T parse(String line);
  }

  /** The values of an NDJSON file, read as they are asked for. */
  <T> Iterator<T> lines(Parser<T> parser) {
    return new Records<>() {
      private long line;

      @Override
      @Nullable T read() throws IOException {
        @Nullable T value = null;
        while (value == null) {
          String text = in.readLine();
          line++;
          if (text == null) {
            return null;
          }
          value = text.isBlank() ? null : used(line, () -> parser.parse(text));
        }
        return value;
      }
    };
  }

  /** Makes a value of each row. */
  interface RowParser<T> {
    T parse(Row row);
  }

  /** Makes a parser of rows from the header. */
  interface HeaderParser<T> {
    RowParser<T> parse(Columns header);
  }

  /** The values of a CSV file, read as they are asked for. */
  <T> Iterator<T> rows(HeaderParser<T> headerParser) throws IOException {
    CsvRecords csv = new CsvRecords(in, separator());
    List<String> header = cells(csv);
    if (header == null) {
      throw new InputException(name + " is empty: its first line must name the columns");
    }
    Columns columns = new Columns(name, header);
    RowParser<T> parser = headerParser.parse(columns);
    return new Records<>() {
      @Override
      @Nullable T read() throws IOException {
        @Nullable T value = null;
        while (value == null) {
          List<String> cells = cells(csv);
          if (cells == null) {
            return null;
          }
          long line = csv.line();
          value = used(line, () -> parser.parse(row(columns, cells, line)));
        }
        return value;
      }
    };
  }

  /** A comma where the first line has one outside of quotes, or else a semicolon, or else a tab. */
  private char separator() throws IOException {
    in.mark(MAX_HEADER_CHARACTERS);
    StringBuilder seen = new StringBuilder();
    try {
      boolean isQuoted = false;
      for (int read = 1; read < MAX_HEADER_CHARACTERS; read++) {
        int character = in.read();
        if (character < 0 || (character == '\n' && !isQuoted && !seen.isEmpty())) {
          break;
        }
        isQuoted ^= character == '"';
        if (!isQuoted && character != '\r' && character != '\n') {
          seen.append((char) character);
        }
      }
    } catch (IOException e) {
      throw explained(e);
    }
    in.reset();
    return seen.indexOf(",") >= 0
        ? ','
        : seen.indexOf(";") >= 0 ? ';' : seen.indexOf("\t") >= 0 ? '\t' : ',';
  }

  private @Nullable List<String> cells(CsvRecords csv) throws IOException {
    try {
      return csv.next();
    } catch (CsvException e) {
      throw new InputException(name + ", " + e.getMessage());
    } catch (IOException e) {
      throw explained(e);
    }
  }

  private static Row row(Columns columns, List<String> cells, long line) {
    if (cells.size() != columns.count()) {
      throw new IllegalArgumentException(
          "%d cells, but the header has %d".formatted(cells.size(), columns.count()));
    }
    return new Row(columns, cells, line);
  }

  /** The value of a record; null where it is left out. */
  private <T> @Nullable T used(long line, Supplier<T> record) {
    try {
      T value = record.get();
      lines.add(line);
      return value;
    } catch (IllegalArgumentException | ArithmeticException e) {
      String problem =
          name
              + ", line "
              + line
              + ": "
              + String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ");
      if (leftOut == null) {
        throw new InputException(problem);
      }
      leftOut.accept(problem);
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** An iterator over what is read until null comes. */
  private abstract class Records<T> implements Iterator<T> {
    private @Nullable T next;
    private boolean ended;

    abstract @Nullable T read() throws IOException;

    @Override
    public boolean hasNext() {
      if (next == null && !ended) {
        try {
          next = read();
        } catch (IOException e) {
          throw new UncheckedIOException(explained(e));
        }
        ended = next == null;
      }
      return next != null;
    }

    @Override
    public T next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException();
      }
      T value = next;
      next = null;
      return value;
    }
  }
}
