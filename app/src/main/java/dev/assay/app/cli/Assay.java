package dev.assay.app.cli;

import dev.assay.app.demo.DemoCommand;
import dev.assay.labelstudio.cli.LabelStudioCommand;
import dev.assay.report.StandardOutput;
import dev.assay.report.StrictHelp;
import dev.assay.server.config.LogFormat;
import dev.assay.server.config.LogLevel;
import dev.assay.server.log.Logging;
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
      ModelCommand.class,
      NextCommand.class,
      AssignmentsCommand.class,
      SubmitCommand.class,
      ReturnCommand.class,
      TransferCommand.class,
      ReplaceCommand.class,
      WithdrawCommand.class,
      ItemsCommand.class,
      LabelsCommand.class,
      PolicyCommand.class,
      StrategiesCommand.class,
      TrainingCommand.class,
      TrainingSetCommand.class,
      EstimateCommand.class,
      AdviceCommand.class,
      ReportCommand.class,
      EvaluationCommand.class,
      AnnotatorCommand.class,
      GoldCommand.class,
      AdjudicationCommand.class,
      BudgetCommand.class,
      AuditCommand.class,
      StoreCommand.class,
      VerdictsCommand.class,
      DemoCommand.class,
      BenchInCheckout.class,
      LabelStudioCommand.class
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
    Logging.configure(LogFormat.TEXT, LogLevel.WARN);
    CommandLine assay = commandLine(System.getenv());
    System.exit(
        StandardOutput.run("assay", (out, err) -> assay.setOut(out).setErr(err).execute(args)));
  }

  /**
   * All commands.
   *
   * @param environment the process's variables
   */
  static CommandLine commandLine(Map<String, String> environment) {
    ErrorLines errors = new ErrorLines();
    return new CommandLine(new Assay())
        .addSubcommand(new ServeCommand(environment))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(errors)
        .setParameterExceptionHandler(errors)
        .setExecutionStrategy(new StrictHelp())
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
