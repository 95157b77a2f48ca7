package dev.assay.app.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import dev.assay.report.TextTable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Shows the result of a command as the user asked. */
final class Output {
  private static final JsonFormat.Printer JSON =
      JsonFormat.printer()
          .preservingProtoFieldNames()
          .alwaysPrintFieldsWithNoPresence()
          .omittingInsignificantWhitespace();

  private final OutputFormat format;
  private final PrintWriter out;

  Output(OutputFormat format, PrintWriter out) {
    this.format = format;
    this.out = out;
  }

  /** Shows one answer: the message itself as JSON, or a table made of it. */
  <M extends MessageOrBuilder> void show(M message, Function<M, TextTable> table) {
    if (format == OutputFormat.JSON) {
      json(message);
    } else {
      print(table.apply(message));
    }
    out.flush();
  }

  /** Shows one answer with a table of its own for CSV, which programs read. */
  <M extends MessageOrBuilder> void show(
      M message, Function<M, TextTable> table, Function<M, TextTable> csv) {
    show(message, format == OutputFormat.CSV ? csv : table);
  }

  /** Shows one answer as {@link #show} does, in as many tables as it takes; in one as CSV. */
  <M extends MessageOrBuilder> void showParts(M message, Function<M, List<TextTable>> tables) {
    showParts(message, tables, answer -> List.of());
  }

  /** Shows one answer with a drawing, which is for people alone. */
  <M extends MessageOrBuilder> void showParts(
      M message, Function<M, List<TextTable>> tables, Function<M, List<String>> drawing) {
    if (format == OutputFormat.JSON) {
      json(message);
    } else {
      String gap = "";
      if (format == OutputFormat.CSV) {
        print(TextTable.joined(tables.apply(message)));
      } else {
        for (TextTable table : tables.apply(message)) {
          out.print(gap);
          print(table);
          gap = System.lineSeparator();
        }
        List<String> lines = drawing.apply(message);
        out.print(lines.isEmpty() ? "" : gap);
        lines.forEach(out::println);
      }
    }
    out.flush();
  }

  /** Shows one answer in several tables, and as CSV the one that programs read. */
  <M extends MessageOrBuilder> void showPartsOrCsv(
      M message, Function<M, List<TextTable>> tables, Function<M, TextTable> csv) {
    if (format == OutputFormat.CSV) {
      show(message, csv);
    } else {
      showParts(message, tables);
    }
  }

  private void print(TextTable table) {
    if (format == OutputFormat.CSV) {
      out.print(table.csv());
    } else {
      table.text().forEach(out::println);
    }
  }

  /** Shows a list: each message in a line as JSON, or one table of all. */
  <M extends MessageOrBuilder> void showAll(
      Iterable<M> messages, Function<List<M>, TextTable> table) {
    if (format == OutputFormat.JSON) {
      messages.forEach(this::json);
    } else {
      List<M> all = new ArrayList<>();
      messages.forEach(all::add);
      print(table.apply(all));
    }
    out.flush();
  }

  private void json(MessageOrBuilder message) {
    try {
      out.println(JSON.print(message));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the contract has no message that JSON cannot show", e);
    }
  }
}
