package dev.assay.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;

/**
 * The demo as people start it.
 *
 * @param folder where its report goes
 */
record DemoProgram(Path folder) {
  record Result(int exitCode, String out, String err) {}

  Path report() {
    return folder.resolve("report.html");
  }

  Result run(String... options) throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of("--report", report().toString()));
    all.addAll(List.of(options));
    int exitCode =
        new CommandLine(new DemoCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOverwrittenOptionsAllowed(true)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(all.toArray(String[]::new));
    deleteStore(err.toString());
    return new Result(exitCode, out.toString(), err.toString());
  }

  /** The demo leaves its store for people to look into. */
  private static void deleteStore(String err) throws IOException {
    List<String> stores = err.lines().filter(line -> line.startsWith("store ")).toList();
    for (String line : stores) {
      Path store = Path.of(line.substring("store".length()).strip());
      assertThat(store).isRegularFile();
      Path storeFolder = Objects.requireNonNull(store.getParent());
      try (var files = Files.list(storeFolder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(storeFolder);
    }
  }
}
