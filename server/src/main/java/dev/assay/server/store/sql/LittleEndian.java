package dev.assay.server.store.sql;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Columns of numbers as bytes, the lowest byte of each number first. */
final class LittleEndian {
  private LittleEndian() {}

  static byte[] ofInts(int[] values) {
    byte[] bytes = new byte[values.length * Integer.BYTES];
    view(bytes).asIntBuffer().put(values);
    return bytes;
  }

  static int[] toInts(byte[] bytes) {
    int[] values = new int[bytes.length / Integer.BYTES];
    view(bytes).asIntBuffer().get(values);
    return values;
  }

  static byte[] ofFloats(float[] values) {
    byte[] bytes = new byte[values.length * Float.BYTES];
    view(bytes).asFloatBuffer().put(values);
    return bytes;
  }

  static byte @Nullable [] ofFloatsOrNull(float @Nullable [] values) {
    return values == null ? null : ofFloats(values);
  }

  static float[] toFloats(byte[] bytes) {
    float[] values = new float[bytes.length / Float.BYTES];
    view(bytes).asFloatBuffer().get(values);
    return values;
  }

  static float @Nullable [] toFloatsOrNull(byte @Nullable [] bytes) {
    return bytes == null ? null : toFloats(bytes);
  }

  static byte[] ofDoubles(double[] values) {
    byte[] bytes = new byte[values.length * Double.BYTES];
    view(bytes).asDoubleBuffer().put(values);
    return bytes;
  }

  static double[] toDoubles(byte[] bytes) {
    double[] values = new double[bytes.length / Double.BYTES];
    view(bytes).asDoubleBuffer().get(values);
    return values;
  }

  private static ByteBuffer view(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
