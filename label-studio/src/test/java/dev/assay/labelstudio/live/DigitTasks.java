package dev.assay.labelstudio.live;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.assay.client.ScoreRow;
import dev.assay.datasets.Dataset;
import dev.assay.datasets.Datasets;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;

/** Images of handwritten digits as tasks, with a simple model's scores of them. */
final class DigitTasks {
  static final String CONFIG =
      "<View><Image name=\"image\" value=\"$image\"/>"
          + "<Choices name=\"digit\" toName=\"image\" choice=\"single\" showInline=\"true\">"
          + "<Choice value=\"0\"/><Choice value=\"1\"/><Choice value=\"2\"/><Choice value=\"3\"/>"
          + "<Choice value=\"4\"/><Choice value=\"5\"/><Choice value=\"6\"/><Choice value=\"7\"/>"
          + "<Choice value=\"8\"/><Choice value=\"9\"/></Choices></View>";

  private static final int SIDE = 8;
  private static final int ZOOM = 20;
  private static final double GREYS = 16;
  private static final int TRAINING = 1000;

  private final Dataset digits = Datasets.named(Datasets.DIGITS);
  private final double[][] centres = centres();

  /** The first {@code count} images. */
  JsonArray tasks(int count) throws IOException {
    JsonArray tasks = new JsonArray();
    for (int row = 0; row < count; row++) {
      JsonObject data = new JsonObject();
      data.addProperty("image", "data:image/png;base64," + png(digits.features()[row]));
      data.addProperty("name", digits.itemId(row));
      JsonObject task = new JsonObject();
      task.add("data", data);
      tasks.add(task);
    }
    return tasks;
  }

  List<String> ids(int count) {
    List<String> ids = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      ids.add(digits.itemId(row));
    }
    return ids;
  }

  /** What is on the image. */
  String truth(String itemId) {
    return digits.classNames().get(digits.classes()[digits.row(itemId)]);
  }

  /** Probabilities that fall with the distance to the mean image of each class. */
  List<ScoreRow> scores(int count) {
    List<ScoreRow> rows = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      float[] probabilities = new float[centres.length];
      double sum = 0;
      for (int c = 0; c < centres.length; c++) {
        double weight = StrictMath.exp(-distance(digits.features()[row], centres[c]) / 100);
        probabilities[c] = (float) weight;
        sum += weight;
      }
      for (int c = 0; c < probabilities.length; c++) {
        probabilities[c] = (float) (probabilities[c] / sum);
      }
      rows.add(ScoreRow.of(digits.itemId(row), probabilities));
    }
    return rows;
  }

  private double[][] centres() {
    double[][] sums = new double[10][digits.featureCount()];
    int[] counts = new int[10];
    for (int row = digits.size() - TRAINING; row < digits.size(); row++) {
      int label = digits.classes()[row];
      counts[label]++;
      for (int i = 0; i < sums[label].length; i++) {
        sums[label][i] += digits.features()[row][i];
      }
    }
    for (int c = 0; c < sums.length; c++) {
      for (int i = 0; i < sums[c].length; i++) {
        sums[c][i] /= counts[c];
      }
    }
    return sums;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }

  private static String png(double[] pixels) throws IOException {
    BufferedImage image = new BufferedImage(SIDE * ZOOM, SIDE * ZOOM, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < SIDE * ZOOM; y++) {
      for (int x = 0; x < SIDE * ZOOM; x++) {
        int grey = (int) (255 - 255 * pixels[y / ZOOM * SIDE + x / ZOOM] / GREYS);
        image.setRGB(x, y, new Color(grey, grey, grey).getRGB());
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
