package dev.assay.labelstudio.live;

import dev.assay.labelstudio.cli.LabelStudioCommand;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The command as a process of its own, so that it can be killed. */
final class BridgeProcess implements AutoCloseable {
  private final List<String> arguments;
  private final Path log;
  private @Nullable Process process;

  BridgeProcess(List<String> arguments, Path log) {
    this.arguments = arguments;
    this.log = log;
  }

  /** Runs the command; what the process starts with. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new LabelStudioCommand()).execute(args));
  }

  void start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(BridgeProcess.class.getName());
    command.addAll(arguments);
    File file = log.toFile();
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(file))
            .start();
  }

  /** Ends it as {@code kill -9} does. */
  void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly().onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
  }

  /** Ends it as an operator does. */
  void stop() {
    Process running = process;
    if (running != null) {
      running.destroy();
      running.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
