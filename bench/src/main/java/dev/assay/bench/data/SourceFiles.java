package dev.assay.bench.data;

import java.nio.ByteBuffer;
import java.util.List;

/** Reads each data set from its file. */
public final class SourceFiles {
  /** Breast Cancer Wisconsin (diagnostic): 569 tumours, 30 numbers; class 1 is benign. */
  public static final String BREAST_CANCER = "uci/breast_cancer.csv";

  /** Optical recognition of handwritten digits: 1,797 images of 8 x 8 pixels. */
  public static final String DIGITS = "uci/digits.csv.gz";

  /** Default of credit card clients: 30,000 clients, 23 numbers; class 1 is default. */
  public static final String CREDIT = "credit/UCI_Credit_Card.csv";

  /** Out-of-sample probabilities of 10 classes for the 10,000 test images of CIFAR-10. */
  public static final String CIFAR10 = "label-errors/cifar10_label_and_pred_probs.csv";

  /** The 10,000 test images of MNIST, 28 x 28 pixels. */
  public static final String MNIST_IMAGES = "mnist/t10k-images-idx3-ubyte.gz";

  private static final String MNIST_LABELS = "mnist/t10k-labels-idx1-ubyte.gz";
  private static final int DIGIT_COUNT = 10;
  private static final int IMAGES_MAGIC = 0x803;
  private static final int LABELS_MAGIC = 0x801;
  private static final double WHITE = 255;

  private final DataFolder folder;

  /** Reads from this folder. */
  public SourceFiles(DataFolder folder) {
    this.folder = folder;
  }

  /** Features in the file's order; the first line, of counts, is left out. */
  public Examples breastCancer() {
    return classLast(folder.lines(BREAST_CANCER), 1, 2);
  }

  /** Pixels 0..16, row by row. */
  public Examples digits() {
    return classLast(folder.lines(DIGITS), 0, DIGIT_COUNT);
  }

  /** Features in the file's order; the second is the sex, 1 or 2. */
  public Examples credit() {
    return classLast(folder.lines(CREDIT), 1, 2);
  }

  /** The features are the probabilities of the classes; the label is the test set's own. */
  public Examples cifar10() {
    List<String> lines = folder.lines(CIFAR10);
    double[][] probabilities = new double[lines.size()][];
    int[] labels = new int[lines.size()];
    for (int i = 0; i < labels.length; i++) {
      String[] cells = lines.get(i).split(",", -1);
      labels[i] = Integer.parseInt(cells[0].strip());
      probabilities[i] = numbers(cells, 1, cells.length);
    }
    return new Examples(probabilities, labels, DIGIT_COUNT);
  }

  /** Pixels in [0, 1], row by row. */
  public Examples mnist() {
    ByteBuffer images = ByteBuffer.wrap(folder.bytes(MNIST_IMAGES));
    ByteBuffer classes = ByteBuffer.wrap(folder.bytes(MNIST_LABELS));
    if (images.getInt() != IMAGES_MAGIC || classes.getInt() != LABELS_MAGIC) {
      throw new DataMissingException("the MNIST files are not IDX files; fetch them again");
    }
    int count = images.getInt();
    int pixels = images.getInt() * images.getInt();
    int[] labels = new int[classes.getInt()];
    double[][] rows = new double[count][pixels];
    for (int i = 0; i < count; i++) {
      labels[i] = classes.get();
      for (int pixel = 0; pixel < pixels; pixel++) {
        rows[i][pixel] = (images.get() & 0xff) / WHITE;
      }
    }
    return new Examples(rows, labels, DIGIT_COUNT);
  }

  private static Examples classLast(List<String> lines, int headers, int classCount) {
    double[][] features = new double[lines.size() - headers][];
    int[] labels = new int[features.length];
    for (int i = 0; i < labels.length; i++) {
      String[] cells = lines.get(i + headers).split(",", -1);
      features[i] = numbers(cells, 0, cells.length - 1);
      labels[i] = Integer.parseInt(cells[cells.length - 1].strip());
    }
    return new Examples(features, labels, classCount);
  }

  private static double[] numbers(String[] cells, int from, int to) {
    double[] row = new double[to - from];
    for (int k = 0; k < row.length; k++) {
      row[k] = Double.parseDouble(cells[from + k]);
    }
    return row;
  }
}
