package dev.assay.datasets;

import dev.assay.report.CsvRecords;
import dev.assay.report.TextInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The data sets that come with the demo, and files of one's own. Sources: NOTICE.md beside them.
 */
public final class Datasets {
  /** Images of handwritten digits, 8 x 8 pixels. */
  public static final String DIGITS = "digits";

  /** Measurements of tumours. */
  public static final String BREAST_CANCER = "breast-cancer";

  private static final String CSV = ".csv";

  private static final String IMAGES = "-images-idx3-ubyte";
  private static final String LABELS = "-labels-idx1-ubyte";

  private Datasets() {}

  /**
   * Reads a data set.
   *
   * @param nameOrFile {@link #DIGITS}, {@link #BREAST_CANCER}, a file whose name ends in .csv, or
   *     MNIST's file of images, beside which that of their labels is
   * @throws DatasetException when there is none, or it cannot be used
   */
  public static Dataset named(String nameOrFile) {
    return switch (nameOrFile) {
      case DIGITS -> digits();
      case BREAST_CANCER -> breastCancer();
      default -> nameOrFile.contains(IMAGES) ? images(nameOrFile) : file(nameOrFile);
    };
  }

  private static Dataset digits() {
    try (CsvRecords records = resource("digits.csv.gz")) {
      return CsvDataset.read(DIGITS, records);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Dataset breastCancer() {
    try (CsvRecords records = resource("breast_cancer.csv")) {
      List<String> counts = Objects.requireNonNull(records.next(), "the file is empty");
      Dataset numbered = CsvDataset.read(BREAST_CANCER, records);
      List<String> classNames = counts.subList(2, counts.size());
      return new Dataset(BREAST_CANCER, classNames, numbered.features(), numbered.classes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Dataset images(String path) {
    int end = path.lastIndexOf(IMAGES);
    String labels = path.substring(0, end) + LABELS + path.substring(end + IMAGES.length());
    return IdxDataset.read(bytes(path), bytes(labels));
  }

  private static byte[] bytes(String path) {
    try (InputStream stream = TextInput.unpacked(Files.newInputStream(Path.of(path)))) {
      return stream.readAllBytes();
    } catch (NoSuchFileException e) {
      throw new DatasetException("there is no file " + path);
    } catch (IOException e) {
      throw new DatasetException("cannot read " + path + ": " + e.getMessage());
    }
  }

  private static Dataset file(String path) {
    if (!path.toLowerCase(Locale.ROOT).endsWith(CSV)) {
      throw new DatasetException(
          "\"%s\" is no data set; use %s, %s or a file that ends in %s"
              .formatted(path, DIGITS, BREAST_CANCER, CSV));
    }
    Path file = Path.of(path);
    try (CsvRecords records = new CsvRecords(TextInput.open(file))) {
      return CsvDataset.read(idOf(file), records);
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

  private static CsvRecords resource(String file) throws IOException {
    InputStream stream = Datasets.class.getResourceAsStream(file);
    if (stream == null) {
      throw new IllegalStateException(file + " is not in the jar; build it again");
    }
    return new CsvRecords(TextInput.of(stream));
  }
}
