package dev.assay.app.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;

/** One command and what it left behind. */
record CommandRun(int code, String out, String err) {

  static CommandRun of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine assay = Assay.commandLine(Map.of());
    assay.setOut(new PrintWriter(out, true));
    assay.setErr(new PrintWriter(err, true));
    int code = assay.execute(args);
    return new CommandRun(code, out.toString(), err.toString());
  }

  /** The same with arguments that are added at the end. */
  static CommandRun of(List<String> more, String... args) {
    return of(Stream.concat(Stream.of(args), more.stream()).toArray(String[]::new));
  }

  List<String> lines() {
    return out.lines().toList();
  }
}
