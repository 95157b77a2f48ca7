package dev.assay.server.cli;

import dev.assay.server.bench.BenchCommand;
import dev.assay.server.config.LogFormat;
import dev.assay.server.config.LogLevel;
import dev.assay.server.demo.DemoCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The entry point of the runnable jar. */
@Command(
    name = "assay",
    description = "Decides which label to buy next, and what the labels bought have taught.",
    footer = {
      "",
      "Exit codes: 0 done; 1 it failed; 2 the command line or a file that it names cannot be used;"
          + " 3 the server refused; 4 the server cannot be reached or does not serve."
    },
    subcommands = {
      HealthCommand.class,
      ProjectCommand.class,
      ImportCommand.class,
      NextCommand.class,
      SubmitCommand.class,
      EstimateCommand.class,
      AnnotatorCommand.class,
      GoldCommand.class,
      AdjudicationCommand.class,
      BudgetCommand.class,
      AuditCommand.class,
      VerdictsCommand.class,
      DemoCommand.class,
      BenchCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Assay.Version.class)
public final class Assay {
  private Assay() {}

  /**
   * Runs one command and exits with its status.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    run(args, List.of(), List.of());
  }

  /**
   * Runs one command and exits with its status.
   *
   * @param args the command and its options
   * @param commands further commands, made by other modules
   * @param companions what "serve" can run beside the server
   */
  public static void run(String[] args, List<Object> commands, List<Companion> companions) {
    Logging.configure(LogFormat.TEXT, LogLevel.WARN);
    CommandLine assay = commandLine(System.getenv(), companions);
    commands.forEach(assay::addSubcommand);
    ErrorLines errors = new ErrorLines();
    assay.setExecutionExceptionHandler(errors).setParameterExceptionHandler(errors);
    assay.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    assay.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    System.exit(assay.execute(args));
  }

  /**
   * All commands.
   *
   * @param environment the process's variables
   */
  static CommandLine commandLine(Map<String, String> environment) {
    return commandLine(environment, List.of());
  }

  private static CommandLine commandLine(
      Map<String, String> environment, List<Companion> companions) {
    CommandLine assay = new CommandLine(new Assay());
    assay.addSubcommand(new ServeCommand(environment, companions));
    ErrorLines errors = new ErrorLines();
    return assay
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(errors)
        .setParameterExceptionHandler(errors)
        .setUsageHelpAutoWidth(true);
  }

  /** Reads the version from the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Assay.class.getPackage().getImplementationVersion();
      return new String[] {"assay " + (version == null ? "(unpackaged)" : version)};
    }
  }
}
