package dev.assay.bench.data;

import dev.assay.report.CsvRecords;
import dev.assay.report.TextInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The folder of the data that may not be shipped.
 *
 * @param root of the folder; need not exist while nothing is read
 */
public record DataFolder(Path root) {
  /** The variable, and the system property, that names the folder. */
  public static final String VARIABLE = "ASSAY_SHARED_DATA";

  /** The folder where neither is set, relative to the working directory. */
  public static final String DEFAULT = "../shared/data";

  /** The folder that the environment names. */
  public static DataFolder ofEnvironment(Map<String, String> environment) {
    String property = System.getProperty(VARIABLE);
    String named = property != null ? property : environment.get(VARIABLE);
    return new DataFolder(Path.of(named == null ? DEFAULT : named));
  }

  /** Whether a file can be read. */
  public boolean has(String file) {
    return Files.isReadable(root.resolve(file));
  }

  /** The records of a file of comma-separated values. */
  List<List<String>> records(String file) {
    try (CsvRecords records = new CsvRecords(TextInput.of(open(file)))) {
      return records.rest();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a file. */
  Reader text(String file) throws IOException {
    return TextInput.of(open(file));
  }

  /** The bytes of a file, unpacked where gzip packed them. */
  byte[] bytes(String file) {
    try (InputStream stream = TextInput.unpacked(open(file))) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("MustBeClosedChecker") // closed by the callers
  private InputStream open(String file) throws IOException {
    if (!has(file)) {
      throw new DataMissingException(
          "there is no "
              + root.resolve(file)
              + "; give the folder with --data or "
              + VARIABLE
              + ", or leave this data set out");
    }
    return Files.newInputStream(root.resolve(file));
  }
}
