package dev.assay.server.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import java.io.PrintWriter;
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
  <M extends MessageOrBuilder> void show(M message, Function<M, Table> table) {
    if (format == OutputFormat.JSON) {
      json(message);
    } else {
      table.apply(message).print(out);
    }
    out.flush();
  }

  /** Shows a list: each message in a line as JSON, or one table of all. */
  <M extends MessageOrBuilder> void showAll(Iterable<M> messages, Function<List<M>, Table> table) {
    if (format == OutputFormat.JSON) {
      messages.forEach(this::json);
    } else {
      List<M> all = new java.util.ArrayList<>();
      messages.forEach(all::add);
      table.apply(all).print(out);
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
