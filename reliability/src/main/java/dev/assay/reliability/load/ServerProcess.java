package dev.assay.reliability.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The server as a process of its own, on a free port of the loopback interface. */
public final class ServerProcess implements AutoCloseable {
  private static final String READY = "assay listening on ";
  private static final long END_SECONDS = 60;

  private final Process process;
  private final Path log;

  private ServerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it; it may not be ready yet.
   *
   * @param log a file that its standard error is added to
   */
  public static ServerProcess start(
      ServerCommand command, Path store, Path log, List<String> options) throws IOException {
    List<String> words = new ArrayList<>(command.words());
    words.addAll(List.of("serve", "--listen=127.0.0.1:0", "--store=" + store, "--log-level=warn"));
    words.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().keySet().removeIf(name -> name.startsWith("ASSAY_"));
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new ServerProcess(builder.start(), log);
  }

  /** Waits until it listens; returns where. */
  public String awaitTarget() throws IOException {
    String target = awaitTargetOrEnd();
    if (target == null) {
      throw new IOException("the server did not start; its log ends with " + logEnd());
    }
    return target;
  }

  /** Waits until it listens or has ended by itself: null then. */
  public @Nullable String awaitTargetOrEnd() throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    return line != null && line.startsWith(READY) ? line.substring(READY.length()) : null;
  }

  /** The last lines of its log. */
  public String logEnd() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(lines.size() - 20, 0), lines.size()));
  }

  /** Whether it is still there. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it by SIGKILL, and its children; returns when it is gone. */
  public void kill() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    awaitEnd();
  }

  /** Ends it gracefully; returns when it is gone. */
  public void terminate() throws InterruptedException {
    process.destroy();
    awaitEnd();
  }

  /** Waits for its end and returns its exit code. */
  public int awaitEnd() throws InterruptedException {
    if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the server is still there after " + END_SECONDS + " s");
    }
    return process.exitValue();
  }

  /** Kills it where that has not been done. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
