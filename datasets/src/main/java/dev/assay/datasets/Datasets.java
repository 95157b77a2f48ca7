package dev.assay.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * The data sets that come with the demo, and files of one's own. Sources: NOTICE.md beside them.
 */
public final class Datasets {
  /** Images of handwritten digits, 8 x 8 pixels. */
  public static final String DIGITS = "digits";

  /** Measurements of tumours. */
  public static final String BREAST_CANCER = "breast-cancer";

  private static final String CSV = ".csv";

  private Datasets() {}

  /**
   * Reads a data set.
   *
   * @param nameOrFile {@link #DIGITS}, {@link #BREAST_CANCER}, or a file whose name ends in .csv
   * @throws DatasetException when there is none, or it cannot be used
   */
  public static Dataset named(String nameOrFile) {
    return switch (nameOrFile) {
      case DIGITS -> digits();
      case BREAST_CANCER -> breastCancer();
      default -> file(nameOrFile);
    };
  }

  private static Dataset digits() {
    try (InputStream packed = resource("digits.csv.gz");
        Reader text = utf8(new GZIPInputStream(packed))) {
      return CsvDataset.read(DIGITS, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Dataset breastCancer() {
    try (InputStream plain = resource("breast_cancer.csv")) {
      String all = new String(plain.readAllBytes(), StandardCharsets.UTF_8);
      int firstEnd = all.indexOf('\n');
      String[] counts = all.substring(0, firstEnd).strip().split(",", -1);
      Dataset numbered =
          CsvDataset.read(BREAST_CANCER, new StringReader(all.substring(firstEnd + 1)));
      List<String> classNames = List.of(counts).subList(2, counts.length);
      return new Dataset(BREAST_CANCER, classNames, numbered.features(), numbered.classes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Dataset file(String path) {
    if (!path.toLowerCase(Locale.ROOT).endsWith(CSV)) {
      throw new DatasetException(
          "\"%s\" is no data set; use %s, %s or a file that ends in %s"
              .formatted(path, DIGITS, BREAST_CANCER, CSV));
    }
    Path file = Path.of(path);
    try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return CsvDataset.read(idOf(file), text);
    } catch (NoSuchFileException e) {
      throw new DatasetException("there is no file " + path);
    } catch (CharacterCodingException e) {
      throw new DatasetException(path + " is no text in UTF-8");
    } catch (IOException e) {
      throw new DatasetException("cannot read " + path + ": " + e.getMessage());
    }
  }

  /** The file's name as a project's id can hold it. */
  private static String idOf(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    String id = name.substring(0, name.length() - CSV.length()).replaceAll("[^a-z0-9]+", "-");
    String trimmed = id.replaceAll("^[^a-z]+", "").replaceAll("-+$", "");
    int length = Math.min(trimmed.length(), 40);
    String cut = trimmed.substring(0, length).replaceAll("-+$", "");
    return cut.isEmpty() ? "data" : cut;
  }

  private static Reader utf8(InputStream bytes) {
    return new InputStreamReader(bytes, StandardCharsets.UTF_8);
  }

  private static InputStream resource(String file) {
    InputStream stream = Datasets.class.getResourceAsStream(file);
    if (stream == null) {
      throw new IllegalStateException(file + " is not in the jar; build it again");
    }
    return stream;
  }
}
