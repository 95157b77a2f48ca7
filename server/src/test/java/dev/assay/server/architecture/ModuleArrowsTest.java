package dev.assay.server.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Which module may use which. The compiler sees what a module's own pom.xml names and no more, so
 * the poms are held against the table of the architecture.
 */
final class ModuleArrowsTest {
  private static final Path REPOSITORY = Path.of("..");
  private static final String POM = "pom.xml";
  private static final String PREFIX = "assay-";

  /** What a module's shipped classes may be compiled with, of this repository. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.of(
          "proto", Set.of(),
          "sampling", Set.of(),
          "report", Set.of(),
          "datasets", Set.of("report"),
          "client-sdk", Set.of("proto"),
          "server", Set.of("proto", "sampling"),
          "label-studio", Set.of("client-sdk", "proto", "report"),
          "app",
              Set.of(
                  "client-sdk",
                  "datasets",
                  "label-studio",
                  "proto",
                  "report",
                  "sampling",
                  "server"),
          "bench", Set.of("client-sdk", "datasets", "proto", "report", "sampling", "server"),
          "reliability", Set.of("client-sdk", "proto", "report", "sampling", "server"));

  /** A dependency of one module on another. */
  private record Arrow(String module, String scope) {}

  private static final Map<String, List<Arrow>> arrows = new TreeMap<>();

  @BeforeAll
  static void read() throws Exception {
    for (Path folder : modules()) {
      NodeList nodes =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(folder.resolve(POM).toFile())
              .getElementsByTagName("dependency");
      String module = String.valueOf(folder.getFileName());
      arrows.put(
          module,
          Stream.iterate(0, i -> i + 1)
              .limit(nodes.getLength())
              .map(i -> (Element) nodes.item(i))
              .filter(dependency -> text(dependency, "groupId", "").equals("dev.assay"))
              .map(ModuleArrowsTest::arrow)
              .toList());
    }
  }

  @Test
  void everyModuleIsInTheTable() {
    assertThat(arrows.keySet()).containsExactlyInAnyOrderElementsOf(ALLOWED.keySet());
  }

  @Test
  void modulesAreCompiledWithWhatTheyMayUseOnly() {
    arrows.forEach(
        (module, targets) ->
            assertThat(targets)
                .filteredOn(arrow -> arrow.scope().equals("compile"))
                .extracting(Arrow::module)
                .as(module)
                .isSubsetOf(ALLOWED.getOrDefault(module, Set.of())));
  }

  @Test
  void nothingButTheProofsKnowsTheProgramAndTheyStartItOnly() {
    Set<String> users = new TreeSet<>();
    arrows.forEach(
        (module, targets) ->
            targets.stream()
                .filter(arrow -> arrow.module().equals("app") || arrow.module().equals("bench"))
                .forEach(arrow -> users.add(module + " " + arrow.scope())));
    assertThat(users).containsExactly("reliability runtime");
  }

  /** The jar that serves must stay small: what only measures or shows is elsewhere. */
  @Test
  void whatServesHoldsNoBenchmarksAndNoLearner() throws IOException {
    Pattern scope =
        Pattern.compile("<artifactId>(jmh-|tribuo-)[^<]*</artifactId>\\s*</dependency>");
    for (String module : List.of("server", "client-sdk", "report", "datasets", "label-studio")) {
      String pom = Files.readString(REPOSITORY.resolve(module).resolve(POM));
      assertThat(scope.matcher(pom).results()).as(module).isEmpty();
    }
  }

  private static Arrow arrow(Element dependency) {
    String artifact = text(dependency, "artifactId", "");
    return new Arrow(artifact.substring(PREFIX.length()), text(dependency, "scope", "compile"));
  }

  private static String text(Element parent, String name, String otherwise) {
    NodeList found = parent.getElementsByTagName(name);
    return found.getLength() == 0 ? otherwise : found.item(0).getTextContent().strip();
  }

  private static List<Path> modules() throws IOException {
    try (Stream<Path> folders = Files.list(REPOSITORY)) {
      return folders.filter(folder -> Files.exists(folder.resolve(POM))).toList();
    }
  }
}
