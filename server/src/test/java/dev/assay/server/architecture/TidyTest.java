package dev.assay.server.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Limits on the sources of every module, which no compiler knows. */
final class TidyTest {
  private static final int MAX_FILE_LINES = 500;
  private static final int MAX_METHOD_LINES = 70;

  /** Names that say nothing about what is inside. */
  private static final Pattern VAGUE_NAME =
      Pattern.compile(".*(Manager|Helper|Helpers|Util|Utils)");

  private static final Pattern SLEEP =
      Pattern.compile("Thread\\.sleep\\(|TimeUnit\\.[A-Z]+\\.sleep\\(");

  private static Path repository = Path.of("");
  private static final List<SourceFile> sources = new ArrayList<>();

  @BeforeAll
  static void parseSources() throws IOException {
    repository = repositoryRoot();
    try (Stream<Path> modules = Files.list(repository)) {
      for (Path module :
          modules.filter(p -> Files.exists(p.resolve("pom.xml"))).sorted().toList()) {
        if (Files.isDirectory(module.resolve("src"))) {
          addSources(module.resolve("src"));
        }
      }
    }
    assertThat(sources).extracting(SourceFile::path).contains(ownPath());
  }

  @Test
  void filesAreShort() {
    assertThat(sources)
        .filteredOn(source -> source.lines().size() > MAX_FILE_LINES)
        .extracting(source -> source.path() + ": " + source.lines().size() + " lines")
        .isEmpty();
  }

  @Test
  void methodsAreShort() {
    List<String> tooLong = new ArrayList<>();
    for (SourceFile source : sources) {
      for (SourceFile.Method method : source.methods()) {
        if (method.lines() > MAX_METHOD_LINES) {
          tooLong.add(source.path() + ": " + method.name() + " has " + method.lines() + " lines");
        }
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void typeNamesSayWhatIsInside() {
    assertThat(sources)
        .flatExtracting(SourceFile::types)
        .extracting(SourceFile.Type::name)
        .filteredOn(VAGUE_NAME.asMatchPredicate())
        .isEmpty();
  }

  @Test
  void testsWaitForConditionsAndDoNotSleep() {
    Predicate<String> sleeps = SLEEP.asPredicate();
    List<String> sleeping = new ArrayList<>();
    for (SourceFile source : sources) {
      if (!source.path().toString().contains("/src/test/")) {
        continue;
      }
      for (int i = 0; i < source.lines().size(); i++) {
        String line = source.lines().get(i);
        if (sleeps.test(line) && !line.contains("Pattern.compile(")) {
          sleeping.add(source.path() + ":" + (i + 1));
        }
      }
    }
    assertThat(sleeping).isEmpty();
  }

  @Test
  void everyPackageIsNullMarked() {
    List<Path> marked =
        sources.stream()
            .filter(source -> source.path().endsWith("package-info.java"))
            .filter(source -> source.lines().contains("@NullMarked"))
            .map(source -> packageOf(source.path()))
            .toList();
    assertThat(sources)
        .extracting(source -> packageOf(source.path()))
        .allSatisfy(folder -> assertThat(marked).contains(folder));
  }

  private static void addSources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> java = files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
      sources.addAll(SourceFile.parse(repository, java));
    }
  }

  /** A package may be marked in a module's main or test sources: both are one package. */
  private static Path packageOf(Path file) {
    return file.subpath(0, 1).resolve(file.subpath(4, file.getNameCount() - 1));
  }

  private static Path ownPath() {
    return Path.of("server/src/test/java")
        .resolve(TidyTest.class.getName().replace('.', '/') + ".java");
  }

  private static Path repositoryRoot() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("mvnw"))) {
        return folder;
      }
    }
    throw new IllegalStateException("Run the tests inside the repository: no mvnw above here.");
  }
}
