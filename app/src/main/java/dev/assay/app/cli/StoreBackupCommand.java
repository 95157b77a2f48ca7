package dev.assay.app.cli;

import dev.assay.server.store.engine.StoreEngines;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies a store beside the server that works with it. */
@Command(
    name = "backup",
    description =
        "Writes a backup of a store as it is at one instant, also while a server works with it, and"
            + " its SHA-256 into a file beside it. Run it on the server's machine as a user who may"
            + " read the store.",
    mixinStandardHelpOptions = true)
final class StoreBackupCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "STORE", description = "The store, for example assay.db.")
  private Path store = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "BACKUP",
      description = "Where the backup is to be; nothing may be there yet.")
  private Path backup = Path.of("");

  @Mixin private OutputOptions output = new OutputOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec, "picocli sets it");
    return StoreCopyView.show(
        () -> StoreEngines.backup(store.toString(), backup),
        output.to(command.commandLine().getOut()));
  }
}
