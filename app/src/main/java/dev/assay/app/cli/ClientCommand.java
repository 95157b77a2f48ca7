package dev.assay.app.cli;

import dev.assay.client.AssayClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks a server and shows the answer. */
@Command(mixinStandardHelpOptions = true)
abstract class ClientCommand implements Callable<Integer> {
  @Mixin private ConnectionOptions connection = new ConnectionOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public final Integer call() throws IOException {
    return connection.connected(
        client -> run(client, output.to(commandSpec().commandLine().getOut())));
  }

  /** Does it, and returns the exit code. */
  abstract int run(AssayClient client, Output out) throws IOException;

  /** Where to say what is not the result. */
  final PrintWriter err() {
    return commandSpec().commandLine().getErr();
  }

  private CommandSpec commandSpec() {
    return Objects.requireNonNull(spec, "picocli sets it");
  }
}
