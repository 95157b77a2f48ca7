package dev.assay.sampling.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.SeededStream;
import org.junit.jupiter.api.Test;

/** Remembered or not, a cube is the same to the last bit. */
class CubesTest {
  @Test
  void everyCubeIsThatOfStrictMath() {
    SeededStream random = new SeededStream(3);
    double[] roots =
        new double[500]; // more than are remembered, so that they drive one another out
    for (int i = 0; i < roots.length; i++) {
      roots[i] = 2 * random.nextUnit() - 1;
    }
    roots[0] = 0;
    roots[1] = 1;
    roots[2] = -1;
    Cubes cubes = new Cubes();
    for (int i = 0; i < 20_000; i++) {
      double root = roots[(int) (random.nextUnit() * (i % 2 == 0 ? 10 : roots.length))];
      assertThat(cubes.of(root)).isEqualTo(StrictMath.pow(root, 3));
    }
  }
}
