package dev.assay.reliability;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.assay.reliability.proof.Proof;
import dev.assay.report.StandardOutput;
import dev.assay.report.StrictHelp;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of {@code ./prove}: one sub-command a proof, and one for all of them. */
@Command(
    name = "prove",
    description = "Tries to break the server's promises, as hard as it is told to.",
    footer = {
      "",
      "Exit codes: 0 every promise held; 1 one did not; 2 the command line cannot be used, or a"
          + " proof failed by itself."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class Prove {
  static final int BROKEN = 1;
  static final int FAILED = 2;

  private Prove() {}

  /**
   * Runs one command and exits with its status.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.OFF); // the server's log tells of every fault that was made on purpose
    CommandLine prove = commandLine(Proofs.all());
    System.exit(
        StandardOutput.run("prove", (out, err) -> prove.setOut(out).setErr(err).execute(args)));
  }

  static CommandLine commandLine(List<Proof> proofs) {
    CommandLine prove = new CommandLine(new Prove());
    for (Proof proof : proofs) {
      add(prove, proof.name(), proof.description(), List.of(proof));
    }
    add(prove, "all", "All of these, one after the other.", proofs);
    return prove
        .setUsageHelpAutoWidth(true)
        .setExecutionStrategy(new StrictHelp())
        .setExecutionExceptionHandler(
            (thrown, command, parsed) -> {
              thrown.printStackTrace(command.getErr());
              return FAILED;
            });
  }

  private static void add(CommandLine prove, String name, String description, List<Proof> proofs) {
    CommandLine command = new CommandLine(new ProofCommand(proofs));
    command.getCommandSpec().name(name).usageMessage().description(description);
    prove.addSubcommand(name, command);
  }
}
