package dev.assay.app.cli;

import dev.assay.client.AssayException;
import io.grpc.Status;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says in one line what went wrong, and never shows a stack trace. */
final class ErrorLines implements IExecutionExceptionHandler, IParameterExceptionHandler {

  @Override
  public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
    command.getErr().println("assay: " + line(thrown));
    return ExitCode.of(thrown);
  }

  @Override
  public int handleParseException(ParameterException thrown, String[] args) {
    CommandLine command = thrown.getCommandLine();
    command
        .getErr()
        .println(
            "assay: "
                + oneLine(String.valueOf(thrown.getMessage()))
                + "; see "
                + command.getCommandSpec().qualifiedName()
                + " --help");
    return ExitCode.USAGE;
  }

  private static String line(Exception thrown) {
    String message = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
    if (thrown instanceof AssayException answer) {
      boolean nobodyThere =
          answer.code() == Status.Code.UNAVAILABLE && answer.reasonName().isEmpty();
      return oneLine(
          nobodyThere ? message + "; is a server running there? --target names it" : message);
    }
    boolean ownWords = thrown.getClass().getName().startsWith("dev.assay.");
    return oneLine(ownWords ? message : thrown.getClass().getSimpleName() + ": " + message);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ").strip();
  }
}
