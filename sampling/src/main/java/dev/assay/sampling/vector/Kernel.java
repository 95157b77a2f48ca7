package dev.assay.sampling.vector;

/** How near points are to one another: larger for nearer, at least 0. */
@FunctionalInterface
public interface Kernel {

  /**
   * How near each point of a block is to a place.
   *
   * @param row the place
   * @param into receives {@link PackedPoints#BLOCK} numbers, which beyond the block's size say
   *     nothing
   */
  void row(PackedPoints points, int block, float[] row, float[] into);

  /** 1/2 + cos/2, for points that are {@linkplain PackedPoints#directions directions}. */
  static Kernel cosine() {
    return (points, block, row, into) -> {
      points.products(block, row, into);
      for (int j = 0; j < PackedPoints.BLOCK; j++) {
        into[j] = Math.max(0f, .5f + .5f * into[j]);
      }
    };
  }

  /** The squared cosine, for directions; for centred ones the squared correlation. */
  static Kernel squaredCosine() {
    return (points, block, row, into) -> {
      points.products(block, row, into);
      for (int j = 0; j < PackedPoints.BLOCK; j++) {
        into[j] *= into[j];
      }
    };
  }

  /** How much less the squared distance is than the greatest that there is. */
  static Kernel below(float greatestSquare) {
    return (points, block, row, into) -> {
      points.squaredDistances(block, row, into);
      for (int j = 0; j < PackedPoints.BLOCK; j++) {
        into[j] = Math.max(0f, greatestSquare - into[j]);
      }
    };
  }

  /** How much less the distance is than a greatest one. */
  static Kernel nearerThan(float greatest) {
    return (points, block, row, into) -> {
      points.squaredDistances(block, row, into);
      for (int j = 0; j < PackedPoints.BLOCK; j++) {
        into[j] = Math.max(0f, greatest - (float) Math.sqrt(into[j]));
      }
    };
  }

  /** 1 within a radius, 0 outside. */
  static Kernel ball(float radius) {
    float square = radius * radius;
    return (points, block, row, into) -> {
      points.squaredDistances(block, row, into);
      for (int j = 0; j < PackedPoints.BLOCK; j++) {
        into[j] = into[j] <= square ? 1 : 0;
      }
    };
  }

  /**
   * The radial basis function exp(-distance^2 / width^2), as (1 - distance^2 / (1024
   * width^2))^1024: within 3e-4 of it, of products alone and so equal on every machine, and as fast
   * as the distances.
   *
   * @param squaredWidth positive, or 0 for 1 where points coincide and 0 elsewhere
   */
  static Kernel radial(double squaredWidth) {
    if (squaredWidth <= 0) {
      return ball(0);
    }
    float scale = (float) (-1 / (1024 * squaredWidth));
    return (points, block, row, into) -> {
      points.squaredDistances(block, row, into);
      for (int j = 0; j < PackedPoints.BLOCK; j++) {
        float a = Math.max(0f, 1 + scale * into[j]);
        float b = a * a;
        float c = b * b;
        float d = c * c;
        float e = d * d;
        float f = e * e; // 32nd power
        float g = f * f;
        float h = g * g;
        float i = h * h;
        float k = i * i;
        into[j] = k * k;
      }
    };
  }
}
