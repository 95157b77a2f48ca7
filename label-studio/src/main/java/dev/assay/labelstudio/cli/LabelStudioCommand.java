package dev.assay.labelstudio.cli;

import dev.assay.labelstudio.bridge.BridgeSetupException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the bridge until it is told to stop. */
@Command(
    name = "label-studio",
    description = "Links a Label Studio project with an Assay project, until it is told to stop.",
    sortOptions = false,
    abbreviateSynopsis = true,
    footer = {
      "",
      "The first line on the standard output is \"label studio bridge on PORT\". Its page shows the"
          + " state of the link. SIGTERM ends it; started again with the same --state it goes on."
    },
    mixinStandardHelpOptions = true)
public final class LabelStudioCommand implements Callable<Integer> {
  @Mixin private BridgeOptions options = new BridgeOptions();
  @Spec private @Nullable CommandSpec spec;
  private volatile int endCode;

  @Override
  public Integer call() throws IOException, InterruptedException {
    RunningBridge bridge = RunningBridge.start(options);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(bridge), "assay-stop"));
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    boolean isAnnounced = false;
    try {
      out.println("label studio bridge on " + bridge.port());
      isAnnounced = true;
    } finally {
      endCode = isAnnounced ? 0 : 1;
    }
    bridge.await();
    return 0;
  }

  /**
   * Starts a bridge beside an Assay server of this process.
   *
   * @param file the command's options, as picocli's argument files have them
   * @param target where the server listens, unless the file says otherwise
   * @return the bridge, to be closed
   * @throws IOException if a file cannot be read or the address not be listened on
   * @throws InterruptedException if the process is told to end
   */
  public static AutoCloseable startBeside(Path file, String target)
      throws IOException, InterruptedException {
    LabelStudioCommand command = new LabelStudioCommand();
    command.options.target(target);
    try {
      new CommandLine(command).parseArgs("@" + file);
    } catch (CommandLine.ParameterException e) {
      throw new BridgeSetupException(file + ": " + e.getMessage());
    }
    return RunningBridge.start(command.options);
  }

  /** Runs when the process is told to end, which would otherwise exit with the signal's number. */
  private void stop(RunningBridge bridge) {
    int code = endCode;
    try {
      bridge.close();
    } catch (RuntimeException e) {
      code = 1;
    }
    Runtime.getRuntime().halt(code);
  }
}
