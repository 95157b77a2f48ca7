package dev.assay.bench.data;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Where data files are: in the jar, for those that may be shipped, else in a folder.
 *
 * @param root of the folder; need not exist while only shipped files are read
 */
public record DataFolder(Path root) {
  /** The variable, and the system property, that names the folder. */
  public static final String VARIABLE = "ASSAY_SHARED_DATA";

  /** The folder where neither is set, relative to the working directory. */
  public static final String DEFAULT = "../shared/data";

  private static final String SHIPPED_FOLDER = "uci/";
  private static final String SHIPPED_RESOURCES = "/dev/assay/datasets/";

  /** The folder that the environment names. */
  public static DataFolder ofEnvironment(Map<String, String> environment) {
    String property = System.getProperty(VARIABLE);
    String named = property != null ? property : environment.get(VARIABLE);
    return new DataFolder(Path.of(named == null ? DEFAULT : named));
  }

  /** Whether a file can be read. */
  public boolean has(String file) {
    return shipped(file) || Files.isReadable(root.resolve(file));
  }

  /** The lines of a text file, unpacked where its name ends in {@code .gz}. */
  List<String> lines(String file) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of a file, unpacked where its name ends in {@code .gz}. */
  byte[] bytes(String file) {
    try (InputStream stream = open(file)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("MustBeClosedChecker") // closed by both callers
  private InputStream open(String file) throws IOException {
    if (!has(file)) {
      throw new DataMissingException(
          "there is no "
              + root.resolve(file)
              + "; give the folder with --data or "
              + VARIABLE
              + ", or leave this data set out");
    }
    InputStream packed =
        shipped(file)
            ? DataFolder.class.getResourceAsStream(resource(file))
            : new BufferedInputStream(Files.newInputStream(root.resolve(file)));
    return file.endsWith(".gz") ? new GZIPInputStream(packed) : packed;
  }

  private static boolean shipped(String file) {
    return file.startsWith(SHIPPED_FOLDER) && DataFolder.class.getResource(resource(file)) != null;
  }

  private static String resource(String file) {
    return SHIPPED_RESOURCES + file.substring(SHIPPED_FOLDER.length());
  }
}
