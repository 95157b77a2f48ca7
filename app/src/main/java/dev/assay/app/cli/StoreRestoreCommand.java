package dev.assay.app.cli;

import dev.assay.server.store.RestoreOptions;
import dev.assay.server.store.engine.StoreEngines;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a store of a backup. */
@Command(
    name = "restore",
    description =
        "Makes a store of a backup, after a look at its checksum and its pages. What was"
            + " acknowledged since the backup is gone, and tokens of assignments that were given"
            + " before are refused (TOKEN_OUTDATED): annotators ask for new work.",
    mixinStandardHelpOptions = true)
final class StoreRestoreCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "BACKUP", description = "The backup.")
  private Path backup = Path.of("");

  @Parameters(index = "1", paramLabel = "STORE", description = "Where the store is to be.")
  private Path store = Path.of("");

  @Option(
      names = "--replace",
      description =
          "Move the store that is there aside, to STORE.replaced-1 or the next number that is"
              + " free.")
  private boolean replace;

  @Option(
      names = "--without-checksum",
      description = "Take a backup whose checksum is not beside it.")
  private boolean withoutChecksum;

  @Option(
      names = "--without-log",
      description =
          "Take a file that was copied while a server had it open, without its -wal file. What was"
              + " acknowledged last is missing in it.")
  private boolean withoutLog;

  @Mixin private OutputOptions output = new OutputOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec, "picocli sets it");
    RestoreOptions options = new RestoreOptions(replace, withoutChecksum, withoutLog);
    return StoreCopyView.show(
        () -> StoreEngines.restore(backup, store.toString(), options),
        output.to(command.commandLine().getOut()));
  }
}
