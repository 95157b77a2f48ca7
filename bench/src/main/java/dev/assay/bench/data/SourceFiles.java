package dev.assay.bench.data;

import dev.assay.datasets.Dataset;
import dev.assay.datasets.DatasetException;
import dev.assay.datasets.Datasets;
import dev.assay.datasets.IdxDataset;
import java.util.List;

/** Reads each data set from where it is: shipped with the demo, or in a folder. */
public final class SourceFiles {
  private static final String CREDIT = "credit/UCI_Credit_Card.csv";
  private static final String CIFAR10 = "label-errors/cifar10_label_and_pred_probs.csv";
  private static final String MNIST_IMAGES = "mnist/t10k-images-idx3-ubyte.gz";
  private static final String MNIST_LABELS = "mnist/t10k-labels-idx1-ubyte.gz";
  private static final int DIGIT_COUNT = 10;
  private static final double WHITE = 255;

  private final DataFolder folder;

  /** Reads from this folder. */
  public SourceFiles(DataFolder folder) {
    this.folder = folder;
  }

  /** Whether MNIST's files are there. */
  public boolean hasMnist() {
    return folder.has(MNIST_IMAGES) && folder.has(MNIST_LABELS);
  }

  /** Whether the file of credit card clients is there. */
  public boolean hasCredit() {
    return folder.has(CREDIT);
  }

  /** Breast Cancer Wisconsin (diagnostic): 569 tumours, 30 numbers; class 1 is benign. */
  public Examples breastCancer() {
    return Examples.of(Datasets.named(Datasets.BREAST_CANCER));
  }

  /** Optical recognition of handwritten digits: 1,797 images of 8 x 8 pixels 0..16, row by row. */
  public Examples digits() {
    return Examples.of(Datasets.named(Datasets.DIGITS));
  }

  /**
   * Default of credit card clients: 30,000 clients, 23 numbers in the file's order, of which the
   * second is the sex, 1 or 2; class 1 is default.
   */
  public Examples credit() {
    List<List<String>> records = folder.records(CREDIT);
    return examples(records.subList(1, records.size()), 0, records.get(0).size() - 1, 2);
  }

  /**
   * The 10,000 test images of CIFAR-10: out-of-sample probabilities of the 10 classes; the label is
   * the test set's own.
   */
  public Examples cifar10() {
    List<List<String>> records = folder.records(CIFAR10);
    return examples(records, 1, 0, DIGIT_COUNT);
  }

  /** The 10,000 test images of MNIST: 28 x 28 pixels in [0, 1], row by row. */
  public Examples mnist() {
    Dataset dataset;
    try {
      dataset = IdxDataset.read(folder.bytes(MNIST_IMAGES), folder.bytes(MNIST_LABELS));
    } catch (DatasetException e) {
      throw new DataMissingException(
          "the MNIST files cannot be read; fetch them again: " + e.getMessage());
    }
    for (double[] row : dataset.features()) {
      for (int pixel = 0; pixel < row.length; pixel++) {
        row[pixel] /= WHITE;
      }
    }
    return Examples.of(dataset);
  }

  /** Rows that have one number fewer than cells, from a place on, and the class in one cell. */
  private static Examples examples(
      List<List<String>> records, int from, int label, int classCount) {
    double[][] features = new double[records.size()][];
    int[] labels = new int[features.length];
    for (int i = 0; i < labels.length; i++) {
      List<String> cells = records.get(i);
      features[i] =
          cells.subList(from, from + cells.size() - 1).stream()
              .mapToDouble(Double::parseDouble)
              .toArray();
      labels[i] = Integer.parseInt(cells.get(label).strip());
    }
    return new Examples(features, labels, classCount);
  }
}
