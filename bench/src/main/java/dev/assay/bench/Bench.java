package dev.assay.bench;

import dev.assay.report.StandardOutput;
import dev.assay.report.StrictHelp;
import dev.assay.server.config.LogFormat;
import dev.assay.server.config.LogLevel;
import dev.assay.server.log.Logging;
import picocli.CommandLine;

/** The entry point of {@code ./assay bench}. */
public final class Bench {
  private static final int FAILED = 1;
  private static final int UNUSABLE = 2;

  private Bench() {}

  /**
   * Runs one measurement and exits with its status.
   *
   * @param args the measurement and its options
   */
  public static void main(String[] args) {
    Logging.configure(LogFormat.TEXT, LogLevel.WARN);
    CommandLine bench = commandLine();
    System.exit(
        StandardOutput.run("assay", (out, err) -> bench.setOut(out).setErr(err).execute(args)));
  }

  /** All measurements. What goes wrong is said in one line. */
  static CommandLine commandLine() {
    return new CommandLine(new BenchCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setExecutionStrategy(new StrictHelp())
        .setParameterExceptionHandler(
            (thrown, words) ->
                fail(
                    thrown.getCommandLine(),
                    thrown.getMessage()
                        + "; see "
                        + thrown.getCommandLine().getCommandSpec().qualifiedName()
                        + " --help",
                    UNUSABLE))
        .setExecutionExceptionHandler(
            (thrown, command, parsed) -> {
              String message = thrown.getMessage();
              boolean ownWords = thrown.getClass().getName().startsWith("dev.assay.");
              return fail(
                  command, ownWords && message != null ? message : thrown.toString(), FAILED);
            });
  }

  private static int fail(CommandLine command, String what, int code) {
    command.getErr().println("assay: " + what.replaceAll("\\s*\\R\\s*", " ").strip());
    return code;
  }
}
