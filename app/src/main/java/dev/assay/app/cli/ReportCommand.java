package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a project's report. */
@Command(
    name = "report",
    description =
        "Writes what a project has spent and what that taught as one page for a browser, which"
            + " loads nothing.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Mixin private ConnectionOptions connection = new ConnectionOptions();
  @Mixin private ProjectOption project = new ProjectOption();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the page goes; standard output when absent.")
  private @Nullable Path file;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    return connection.connected(this::write);
  }

  private int write(AssayClient client) throws IOException {
    String page = ReportPage.html(ReportFacts.of(client, project.name()));
    if (file == null) {
      spec.commandLine().getOut().print(page);
      spec.commandLine().getOut().flush();
    } else {
      Files.writeString(file, page);
      spec.commandLine().getErr().println("assay: the report is in " + file);
    }
    return ExitCode.DONE;
  }
}
