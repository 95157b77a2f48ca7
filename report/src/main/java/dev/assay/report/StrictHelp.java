package dev.assay.report;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs a command, and refuses what no help excuses: a word that is no command or option, which
 * picocli leaves alone where help is asked for, and an argument that did not arrive as it was
 * typed.
 */
public final class StrictHelp implements IExecutionStrategy {
  /** What Java makes of bytes that are no text in the process's locale. */
  private static final String LOST = "\uFFFD";

  @Override
  public int execute(ParseResult parsed) {
    List<CommandLine> named = parsed.asCommandLineList();
    CommandLine last = named.get(named.size() - 1);
    List<String> unknown = last.getUnmatchedArguments();
    if (!unknown.isEmpty() && last.getCommandSpec().unmatchedArgsBindings().isEmpty()) {
      throw new UnmatchedArgumentException(last, unknown);
    }
    for (String argument : parsed.originalArgs()) {
      if (argument.contains(LOST)) {
        throw new ParameterException(
            last,
            "\""
                + argument
                + "\" has characters that are lost in this locale; set LC_ALL=C.UTF-8, or give"
                + " names in a file");
      }
    }
    return new RunLast().execute(parsed);
  }
}
