package dev.assay.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IdxDatasetTest {
  private static final byte[] IMAGES =
      ByteBuffer.allocate(16 + 8)
          .putInt(0x803)
          .putInt(2)
          .putInt(2)
          .putInt(2)
          .put(new byte[] {0, 1, 2, (byte) 255, 4, 5, 6, 7})
          .array();
  private static final byte[] LABELS =
      ByteBuffer.allocate(8 + 2).putInt(0x801).putInt(2).put(new byte[] {9, 0}).array();

  @TempDir private Path folder = Path.of("");

  @Test
  void imagesAndLabelsAreReadByPathPackedOrNot() throws IOException {
    Files.write(folder.resolve("t10k-images-idx3-ubyte.gz"), packed(IMAGES));
    Files.write(folder.resolve("t10k-labels-idx1-ubyte.gz"), packed(LABELS));
    Files.write(folder.resolve("plain-images-idx3-ubyte"), IMAGES);
    Files.write(folder.resolve("plain-labels-idx1-ubyte"), LABELS);
    for (String name : new String[] {"t10k-images-idx3-ubyte.gz", "plain-images-idx3-ubyte"}) {
      Dataset read = Datasets.named(folder.resolve(name).toString());
      assertThat(read.classes()).containsExactly(9, 0);
      assertThat(read.features()).isDeepEqualTo(new double[][] {{0, 1, 2, 255}, {4, 5, 6, 7}});
      assertThat(read.classNames()).hasSize(10);
    }
  }

  @Test
  void whatIsNoSuchFileIsRefused() {
    refused(LABELS, LABELS, "no IDX files");
    refused(IMAGES, IMAGES, "no IDX files");
    refused(Arrays.copyOf(IMAGES, 20), LABELS, "cut short");
    refused(Arrays.copyOf(IMAGES, 6), LABELS, "cut short");
    refused(IMAGES, Arrays.copyOf(LABELS, 9), "cut short");
    byte[] noDigit = LABELS.clone();
    noDigit[8] = 10;
    refused(IMAGES, noDigit, "label 1 is no digit");
    assertThatThrownBy(() -> Datasets.named(folder.resolve("a-images-idx3-ubyte").toString()))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("there is no file");
  }

  private static void refused(byte[] images, byte[] labels, String why) {
    assertThatThrownBy(() -> IdxDataset.read(images, labels))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(why);
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream into = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(into)) {
      gzip.write(bytes);
    }
    return into.toByteArray();
  }
}
