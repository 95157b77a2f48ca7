package dev.assay.app.demo.chart;

import java.util.Arrays;

/**
 * Where values are drawn.
 *
 * @param x the axis from left to right
 * @param y the axis from bottom to top
 */
record Frame(Axis x, Axis y) {
  static final double WIDTH = 720;
  static final double HEIGHT = 380;
  static final double LEFT = 64;
  static final double RIGHT = WIDTH - 16;
  static final double TOP = 44;
  static final double BOTTOM = HEIGHT - 54;

  double px(double value) {
    return LEFT + x.part(value) * (RIGHT - LEFT);
  }

  double py(double value) {
    return BOTTOM - y.part(value) * (BOTTOM - TOP);
  }

  double[] px(double[] values) {
    return Arrays.stream(values).map(this::px).toArray();
  }

  double[] py(double[] values) {
    return Arrays.stream(values).map(this::py).toArray();
  }
}
