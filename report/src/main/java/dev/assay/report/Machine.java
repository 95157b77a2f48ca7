package dev.assay.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a measurement ran on, in the words that a reader needs to judge it.
 *
 * @param processor the processor's own name, or its architecture where the system gives no name
 * @param cores how many the process may use
 * @param memoryMebibytes the most that the heap may grow to
 * @param system operating system and version
 * @param java virtual machine and version
 */
public record Machine(
    String processor, int cores, long memoryMebibytes, String system, String java) {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final String NAME_KEY = "model name";
  private static final int MEBIBYTE = 1 << 20;

  /** The machine of this process. */
  public static Machine current() {
    Runtime runtime = Runtime.getRuntime();
    return new Machine(
        processorName(),
        runtime.availableProcessors(),
        runtime.maxMemory() / MEBIBYTE,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
  }

  /** One line. */
  public String describe() {
    return String.format(
        Locale.ROOT,
        "%s, %d cores, heap up to %d MiB, %s, %s",
        processor,
        cores,
        memoryMebibytes,
        system,
        java);
  }

  private static String processorName() {
    String architecture = System.getProperty("os.arch");
    if (!Files.isReadable(PROCESSORS)) {
      return architecture;
    }
    try (Stream<String> lines = Files.lines(PROCESSORS)) {
      return lines
          .filter(line -> line.startsWith(NAME_KEY))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(architecture);
    } catch (IOException e) {
      return architecture;
    }
  }
}
