package dev.assay.datasets;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads images of handwritten digits as MNIST's files hold them (IDX): one of bytes of pixels, one
 * of labels.
 */
public final class IdxDataset {
  /** What the data is called. */
  public static final String NAME = "mnist";

  private static final int CLASSES = 10;
  private static final int IMAGES_MAGIC = 0x803;
  private static final int LABELS_MAGIC = 0x801;
  private static final int BYTE = 0xff;

  private IdxDataset() {}

  /**
   * Reads both files.
   *
   * @param imageBytes of the images' file, unpacked
   * @param labelBytes of the labels' file, unpacked
   * @return pixels from 0 to 255, row by row
   * @throws DatasetException where they are no such files, or do not belong together
   */
  public static Dataset read(byte[] imageBytes, byte[] labelBytes) {
    ByteBuffer images = ByteBuffer.wrap(imageBytes);
    ByteBuffer labels = ByteBuffer.wrap(labelBytes);
    try {
      if (images.getInt() != IMAGES_MAGIC || labels.getInt() != LABELS_MAGIC) {
        throw new DatasetException("these are no IDX files of images and labels");
      }
      int count = images.getInt();
      int pixels = Math.multiplyExact(images.getInt(), images.getInt());
      boolean isWhole = count == labels.getInt() && labels.remaining() == count;
      if (!isWhole || images.remaining() != (long) count * pixels) {
        throw new DatasetException(
            "the files of images and labels are cut short or do not belong together");
      }
      double[][] features = new double[count][pixels];
      int[] classes = new int[count];
      for (int i = 0; i < count; i++) {
        classes[i] = labels.get();
        if (classes[i] < 0 || classes[i] >= CLASSES) {
          throw new DatasetException("label %d is no digit".formatted(i + 1));
        }
        for (int pixel = 0; pixel < pixels; pixel++) {
          features[i][pixel] = images.get() & BYTE;
        }
      }
      List<String> names = IntStream.range(0, CLASSES).mapToObj(String::valueOf).toList();
      return new Dataset(NAME, names, features, classes);
    } catch (BufferUnderflowException | ArithmeticException e) {
      throw new DatasetException("these are no IDX files: they are cut short");
    }
  }
}
