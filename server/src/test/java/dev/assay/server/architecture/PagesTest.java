package dev.assay.server.architecture;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import dev.assay.server.Features;
import dev.assay.v1.ErrorReason;
import dev.assay.v1.WaveInputs;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoFileDescriptorSupplier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents say about the sources, held against the sources. */
final class PagesTest {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern FENCED = Pattern.compile("```.*?```", Pattern.DOTALL);

  /** A type with a lower-case letter, and perhaps a member of it. */
  private static final Pattern NAME =
      Pattern.compile("`([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)(?:\\.([A-Za-z_]\\w*))?`");

  /** Types of the Java library, and parts of names, that pages speak of. */
  private static final List<String> FOREIGN =
      List.of(
          "Async",
          "Helper",
          "InstantSource",
          "List",
          "Manager",
          "Math",
          "StrictMath",
          "Timestamp",
          "Duration",
          "Util");

  /** The files of the contract that were read. */
  private static final Set<String> contract = new TreeSet<>();

  /** By simple name, what is declared under it: in each Java file, and in the contract. */
  private static final Map<String, List<SourceFile.Type>> types = new TreeMap<>();

  @BeforeAll
  static void read() throws IOException {
    for (Path module : modules()) {
      for (SourceFile source :
          SourceFile.parse(REPOSITORY, files(module.resolve("src"), ".java"))) {
        source.types().forEach(PagesTest::add);
      }
    }
    addContract(ErrorReason.getDescriptor().getFile());
    addContract(WaveInputs.getDescriptor().getFile());
    for (ServiceDescriptor service : Features.CONTRACT) {
      var schema = (ProtoFileDescriptorSupplier) requireNonNull(service.getSchemaDescriptor());
      addContract(schema.getFileDescriptor());
    }
    assertThat(types).containsKeys("PagesTest", "NextBatchRequest", "AcquisitionService");
  }

  private static void add(SourceFile.Type type) {
    types.computeIfAbsent(type.name(), name -> new ArrayList<>()).add(type);
  }

  /** The file and the files of the contract that it imports. */
  private static void addContract(FileDescriptor file) {
    if (!file.getPackage().equals("assay.v1") || !contract.add(file.getName())) {
      return;
    }
    file.getDependencies().forEach(PagesTest::addContract);
    file.getMessageTypes().forEach(PagesTest::addMessage);
    file.getEnumTypes().forEach(PagesTest::addEnum);
    for (var service : file.getServices()) {
      add(new SourceFile.Type(service.getName(), names(service.getMethods())));
    }
  }

  private static void addMessage(Descriptor message) {
    Set<String> members = names(message.getFields());
    members.addAll(names(message.getNestedTypes()));
    members.addAll(names(message.getEnumTypes()));
    add(new SourceFile.Type(message.getName(), members));
    message.getNestedTypes().forEach(PagesTest::addMessage);
    message.getEnumTypes().forEach(PagesTest::addEnum);
  }

  private static void addEnum(EnumDescriptor type) {
    add(new SourceFile.Type(type.getName(), names(type.getValues())));
  }

  private static Set<String> names(List<? extends GenericDescriptor> parts) {
    return parts.stream().map(GenericDescriptor::getName).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"CONTRIBUTING.md", "docs/api.md", "docs/architecture.md", "docs/operations.md"})
  void whatIsNamedInCodeTypeIsThere(String page) {
    List<String> unknown = new ArrayList<>();
    String prose = FENCED.matcher(text(REPOSITORY.resolve(page))).replaceAll("");
    List<MatchResult> names = NAME.matcher(prose).results().toList();
    assertThat(names).isNotEmpty();
    for (MatchResult name : names) {
      if (!FOREIGN.contains(name.group(1)) && !isThere(name.group(1), name.group(2))) {
        unknown.add(name.group());
      }
    }
    assertThat(unknown).isEmpty();
  }

  /** Whether a type of that name declares the member, or there is one where none is named. */
  private static boolean isThere(String type, @Nullable String member) {
    return types.getOrDefault(type, List.of()).stream()
        .anyMatch(one -> member == null || one.members().contains(member));
  }

  @ParameterizedTest
  @CsvSource({
    "sampling, dev/assay/sampling",
    "server, dev/assay/server",
    "app, dev/assay",
    "bench, dev/assay"
  })
  void everyPackageHasItsLineInTheArchitecture(String module, String root) {
    String page = text(REPOSITORY.resolve("docs/architecture.md"));
    Path sources = REPOSITORY.resolve(module).resolve("src/main/java").resolve(root);
    TreeSet<String> missing = new TreeSet<>();
    for (Path file : files(sources, "package-info.java")) {
      String name = sources.relativize(file.getParent()).toString().replace('/', '.');
      String top = name.replaceAll("\\..*", ""); // what lies below is part of it
      if (!name.isEmpty()
          && !page.contains("| `" + name + "` |")
          && !page.contains("| `" + top + "` |")) {
        missing.add(name);
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void everyEventOfTheServersLogIsExplainedAndNoOther() {
    TreeSet<String> logged = new TreeSet<>();
    for (String module : List.of("server", "app")) {
      for (Path file : files(REPOSITORY.resolve(module).resolve("src/main"), ".java")) {
        Pattern.compile("event=(\\w+)")
            .matcher(text(file))
            .results()
            .forEach(e -> logged.add(e.group(1)));
      }
    }
    TreeSet<String> explained = new TreeSet<>();
    text(REPOSITORY.resolve("docs/operations.md"))
        .lines()
        .filter(line -> line.matches("\\| `.*` \\| (debug|info|warn|error) \\|.*"))
        .forEach(
            line ->
                Pattern.compile("`(\\w+)`")
                    .matcher(line.substring(0, line.indexOf('|', 1)))
                    .results()
                    .forEach(e -> explained.add(e.group(1))));
    assertThat(explained).isEqualTo(logged);
  }

  private static List<Path> modules() throws IOException {
    try (Stream<Path> folders = Files.list(REPOSITORY)) {
      return folders.filter(folder -> Files.isDirectory(folder.resolve("src"))).toList();
    }
  }

  private static List<Path> files(Path folder, String ending) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
