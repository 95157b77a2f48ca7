package dev.assay.reliability.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a server is started: what comes before the arguments of {@code assay}.
 *
 * @param words the command and its first arguments
 */
public record ServerCommand(List<String> words) {
  /** Cheap to start, since each process lives for seconds only. */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xshare:auto",
          "--enable-native-access=ALL-UNNAMED");

  /**
   * The packaged server.
   *
   * @param checkout the root of the repository
   */
  public static ServerCommand ofJar(Path checkout) {
    Path jar = checkout.resolve("app/target/assay.jar");
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(jar + " does not exist: run ./prove, which builds it");
    }
    return of("-jar", jar.toString());
  }

  /** The classes that this process was started with. */
  public static ServerCommand ofClasses() {
    return of("-cp", System.getProperty("java.class.path"), "dev.assay.app.cli.Assay");
  }

  private static ServerCommand of(String... what) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(OPTIONS);
    words.addAll(List.of(what));
    return new ServerCommand(words);
  }

  /** The same under another program, which is given the whole command. */
  public ServerCommand under(List<String> program) {
    List<String> both = new ArrayList<>(program);
    both.addAll(words);
    return new ServerCommand(both);
  }
}
