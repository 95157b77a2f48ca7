package dev.assay.app.cli;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.assay.report.TextTable;
import dev.assay.server.store.StoreOpenException;
import dev.assay.server.store.engine.StoreEngines;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks after a store's file. */
@Command(
    name = "store",
    description = "Looks after a store's file: it needs no server, and is no server's client.",
    subcommands = {
      StoreCommand.Check.class,
      StoreBackupCommand.class,
      StoreRestoreCommand.class,
    },
    mixinStandardHelpOptions = true)
final class StoreCommand {

  /** Is the file whole? */
  @Command(
      name = "check",
      description =
          "Reads every page, index and reference of a store that no server has open. Exit code 0:"
              + " it is whole; 1: it is damaged; 2: there is no store, or somebody uses it.",
      mixinStandardHelpOptions = true)
  static final class Check implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The store, for example assay.db.")
    private Path file = Path.of("");

    @Mixin private OutputOptions output = new OutputOptions();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      List<String> findings;
      try {
        findings = StoreEngines.check(file.toString());
      } catch (StoreOpenException e) {
        throw new InputException(String.valueOf(e.getMessage()));
      }
      CommandSpec command = Objects.requireNonNull(spec, "picocli sets it");
      output.to(command.commandLine().getOut()).show(answer(findings), unused -> table(findings));
      return findings.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private Struct answer(List<String> findings) {
      ListValue.Builder list = ListValue.newBuilder();
      findings.forEach(finding -> list.addValues(text(finding)));
      return Struct.newBuilder()
          .putFields("file", text(file.toString()))
          .putFields("whole", Value.newBuilder().setBoolValue(findings.isEmpty()).build())
          .putFields("findings", Value.newBuilder().setListValue(list).build())
          .build();
    }

    private static Value text(String text) {
      return Value.newBuilder().setStringValue(text).build();
    }

    private TextTable table(List<String> findings) {
      TextTable table = new TextTable("FILE", "STATE", "FINDING");
      findings.forEach(finding -> table.row(file, "DAMAGED", finding));
      return table.isEmpty() ? table.row(file, "WHOLE", "") : table;
    }
  }
}
