package dev.assay.report;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records of comma-separated values (RFC 4180), one after the other: cells may be quoted, with
 * blanks around the quotes, and a quoted cell may hold commas, line ends and doubled quotes. Empty
 * lines are skipped. Records may differ in length.
 */
public final class CsvRecords implements AutoCloseable {
  /** The most characters of a cell. */
  public static final int MAX_CELL_CHARACTERS = 1 << 20;

  private static final String TOO_LONG =
      "a cell has more than " + MAX_CELL_CHARACTERS + " characters";

  private final Cells cells = new Cells();
  private final CsvReader<List<String>> csv;
  private final Iterator<List<String>> records;

  /** Reads the records of a text, which is closed with this. */
  public CsvRecords(Reader text) {
    this(text, ',');
  }

  /** Reads the records of a text whose cells are separated by another character than a comma. */
  public CsvRecords(Reader text, char separator) {
    csv =
        CsvReader.builder()
            .fieldSeparator(separator)
            .allowUnclosedQuote(false)
            .trimWhitespacesAroundQuotes(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .maxBufferSize(2 * MAX_CELL_CHARACTERS)
            .build(cells, text);
    records = csv.iterator();
  }

  /** The line on which the record that was read last began, from 1. */
  public long line() {
    return cells.line;
  }

  /**
   * The cells of the next record, or null at the end.
   *
   * @throws CsvException naming the line
   */
  public @Nullable List<String> next() throws IOException {
    try {
      return records.hasNext() ? records.next() : null;
    } catch (CsvParseException e) {
      throw new CsvException(cells.line, problem(String.valueOf(e.getMessage())));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** All records that are left, for a text that is known to fit into memory. */
  public List<List<String>> rest() throws IOException {
    List<List<String>> rest = new ArrayList<>();
    for (List<String> record = next(); record != null; record = next()) {
      rest.add(record);
    }
    return rest;
  }

  /** What the library calls unclosed, unexpected after a quote, or too much for its buffer. */
  private static String problem(String message) {
    return message.startsWith("Unclosed")
        ? "a quoted cell does not end"
        : message.startsWith("Unexpected") ? "text follows a quoted cell" : TOO_LONG;
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }

  /** Gathers the cells of one record. */
  private static final class Cells extends AbstractBaseCsvCallbackHandler<List<String>> {
    private List<String> record = new ArrayList<>();
    private long line = 1;

    @Override
    protected void handleBegin(long startingLine) {
      line = startingLine;
      record = new ArrayList<>();
    }

    @Override
    protected void handleField(int index, char[] text, int from, int length, boolean quoted) {
      if (length > MAX_CELL_CHARACTERS) {
        throw new CsvException(line, TOO_LONG);
      }
      record.add(new String(text, from, length));
    }

    @Override
    protected List<String> buildRecord() {
      return record;
    }
  }
}
