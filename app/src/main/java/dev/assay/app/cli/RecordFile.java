package dev.assay.app.cli;

import dev.assay.report.CsvRecords;
import dev.assay.report.TextInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file with one record a line, in CSV with a header or in NDJSON; "-" is the standard input. */
final class RecordFile implements AutoCloseable {
  /** How a file is written. */
  enum Format {
    CSV,
    NDJSON
  }

  private final String name;
  private final BufferedReader in;
  private final Format format;

  private RecordFile(String name, BufferedReader in, Format format) {
    this.name = name;
    this.in = in;
    this.format = format;
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
      return new RecordFile("standard input", TextInput.of(System.in), format.get());
    }
    Format chosen = format.orElseGet(() -> byEnding(name));
    if (!Files.isReadable(file)) {
      throw new InputException(name + " cannot be read");
    }
    return new RecordFile(name, TextInput.open(file), chosen);
  }

  private static Format byEnding(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".csv")) {
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
        String text = in.readLine();
        line++;
        while (text != null && text.isBlank()) {
          text = in.readLine();
          line++;
        }
        return text == null ? null : named(line, text, parser);
      }
    };
  }

  /** Makes a value of each row. */
  interface RowParser<T> {
    T parse(List<String> row);
  }

  /** Makes a parser of rows from the header. */
  interface HeaderParser<T> {
    RowParser<T> parse(List<String> header);
  }

  /** The values of a CSV file, read as they are asked for. */
  <T> Iterator<T> rows(HeaderParser<T> headerParser) throws IOException {
    CsvRecords csv = new CsvRecords(in);
    List<String> header = csv.next();
    if (header == null) {
      throw new InputException(name + " is empty: its first line must name the columns");
    }
    RowParser<T> parser = headerParser.parse(header);
    int columns = header.size();
    return new Records<>() {
      @Override
      @Nullable T read() throws IOException {
        List<String> row = csv.next();
        if (row == null) {
          return null;
        }
        if (row.size() != columns) {
          throw new InputException(
              "%s, line %d: %d cells, but the header has %d"
                  .formatted(name, csv.line(), row.size(), columns));
        }
        return named(csv.line(), row, parser::parse);
      }
    };
  }

  private <V, T> T named(long line, V record, java.util.function.Function<V, T> parser) {
    try {
      return parser.apply(record);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new InputException(name + ", line " + line + ": " + e.getMessage());
    }
  }

  private <T> T named(long line, String record, Parser<T> parser) {
    return named(line, record, (java.util.function.Function<String, T>) parser::parse);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** An iterator over what is read until null comes. */
  private abstract static class Records<T> implements Iterator<T> {
    private @Nullable T next;
    private boolean ended;

    abstract @Nullable T read() throws IOException;

    @Override
    public boolean hasNext() {
      if (next == null && !ended) {
        try {
          next = read();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
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
