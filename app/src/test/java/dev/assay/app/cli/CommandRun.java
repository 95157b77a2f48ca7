package dev.assay.app.cli;

import dev.assay.server.AssayServer;
import dev.assay.server.config.ConfigSources;
import dev.assay.server.config.ServerConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
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

  /** A server on a free port without tokens, its store in the folder. */
  static AssayServer server(Path folder) throws IOException {
    return AssayServer.start(
        ServerConfig.of(
            ConfigSources.inProgram(
                Map.of("listen", "127.0.0.1:0", "store", folder.resolve("assay.db").toString()))));
  }

  List<String> lines() {
    return out.lines().toList();
  }
}
