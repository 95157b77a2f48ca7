package dev.assay.app.cli;

import dev.assay.report.CsvRecords;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The classes of a label schema, in their order, in one of the forms that people have them in. */
final class ClassOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--classes",
      paramLabel = "NAME,...",
      description =
          "The classes, in the order that scores use, separated by commas; a name that holds one"
              + " stands in double quotes. Repeatable.")
  private List<String> lists = new ArrayList<>();

  @Option(
      names = "--class",
      paramLabel = "NAME",
      description = "A class, as it is, whatever characters it holds. Repeatable, in their order.")
  private List<String> single = new ArrayList<>();

  @Option(
      names = "--classes-file",
      paramLabel = "FILE",
      description = "The classes in a file, one a line.")
  private @Nullable Path file;

  /** The names, blanks around them left away but where they were given one by one. */
  List<String> names() throws IOException {
    long forms =
        Stream.of(!lists.isEmpty(), !single.isEmpty(), file != null).filter(f -> f).count();
    if (forms != 1) {
      throw new ParameterException(
          spec.commandLine(), "give the classes by one of --classes, --class and --classes-file");
    }
    if (file != null) {
      return ofFile(file);
    }
    if (!single.isEmpty()) {
      return single;
    }
    List<String> names = new ArrayList<>();
    for (String list : lists) {
      try (CsvRecords records = new CsvRecords(new StringReader(list))) {
        for (List<String> record : records.rest()) {
          record.forEach(name -> names.add(name.strip()));
        }
      }
    }
    return names;
  }

  /** The names as {@code --classes} reads them. */
  static String show(List<String> names) {
    return names.stream()
        .map(
            name ->
                name.contains(",") || name.contains("\"")
                    ? "\"" + name.replace("\"", "\"\"") + "\""
                    : name)
        .collect(Collectors.joining(","));
  }

  private static List<String> ofFile(Path file) throws IOException {
    List<String> names = new ArrayList<>();
    try (RecordFile records = RecordFile.open(file, Optional.of(RecordFile.Format.NDJSON))) {
      records.lines(String::strip).forEachRemaining(names::add);
    }
    return names;
  }
}
