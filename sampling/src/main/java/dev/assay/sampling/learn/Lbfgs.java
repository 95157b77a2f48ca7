package dev.assay.sampling.learn;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimises a smooth convex function: limited-memory BFGS with backtracking (Liu and Nocedal 1989,
 * "On the limited memory BFGS method for large scale optimization").
 *
 * <p>Deterministic: no randomness, one thread, sums in one order.
 */
final class Lbfgs {
  private static final int MEMORY = 10;
  private static final int MAX_STEPS = 2000;
  private static final int MAX_HALVINGS = 50;
  private static final double SUFFICIENT_DECREASE = 1e-4;

  /** A function and its gradient. */
  interface Objective {
    /** Returns the value and writes the gradient. */
    double at(double[] point, double[] gradient);
  }

  /** One remembered step: what the point and the gradient changed by. */
  private record Step(double[] point, double[] gradient, double product) {}

  private Lbfgs() {}

  /**
   * Walks until no component of the gradient exceeds the tolerance, or no progress is possible.
   *
   * @param point where to start; moved to the minimum
   */
  static void minimise(Objective objective, double[] point, double tolerance) {
    Deque<Step> memory = new ArrayDeque<>();
    double[] gradient = new double[point.length];
    double value = objective.at(point, gradient);
    for (int step = 0; step < MAX_STEPS && greatest(gradient) > tolerance; step++) {
      double[] direction = direction(memory, gradient);
      double slope = dot(direction, gradient);
      double length = memory.isEmpty() ? 1 / Math.sqrt(dot(gradient, gradient)) : 1;
      double[] next = new double[point.length];
      double[] nextGradient = new double[point.length];
      double nextValue = Double.POSITIVE_INFINITY;
      for (int halving = 0; halving < MAX_HALVINGS; halving++, length /= 2) {
        for (int j = 0; j < next.length; j++) {
          next[j] = point[j] + length * direction[j];
        }
        nextValue = objective.at(next, nextGradient);
        if (nextValue <= value + SUFFICIENT_DECREASE * length * slope) {
          break;
        }
      }
      if (!(nextValue < value)) {
        return;
      }
      remember(memory, difference(next, point), difference(nextGradient, gradient));
      System.arraycopy(next, 0, point, 0, point.length);
      gradient = nextGradient;
      value = nextValue;
    }
  }

  /** Minus the gradient times the approximate inverse Hessian (the two-loop recursion). */
  private static double[] direction(Deque<Step> memory, double[] gradient) {
    double[] result = gradient.clone();
    double[] shares = new double[memory.size()];
    int k = 0;
    for (Step step : memory) {
      shares[k] = dot(step.point(), result) / step.product();
      add(result, -shares[k], step.gradient());
      k++;
    }
    Step newest = memory.peekFirst();
    if (newest != null) {
      double scale = newest.product() / dot(newest.gradient(), newest.gradient());
      for (int j = 0; j < result.length; j++) {
        result[j] *= scale;
      }
    }
    Iterator<Step> oldestFirst = memory.descendingIterator();
    while (oldestFirst.hasNext()) {
      Step step = oldestFirst.next();
      k--;
      add(result, shares[k] - dot(step.gradient(), result) / step.product(), step.point());
    }
    for (int j = 0; j < result.length; j++) {
      result[j] = -result[j];
    }
    return result;
  }

  private static void remember(Deque<Step> memory, double[] point, double[] gradient) {
    double product = dot(point, gradient);
    // Without positive curvature along the step the approximation would lose its descent.
    if (product > 0) {
      memory.addFirst(new Step(point, gradient, product));
      if (memory.size() > MEMORY) {
        memory.removeLast();
      }
    }
  }

  private static double[] difference(double[] a, double[] b) {
    double[] result = a.clone();
    add(result, -1, b);
    return result;
  }

  private static void add(double[] to, double factor, double[] what) {
    for (int j = 0; j < to.length; j++) {
      to[j] += factor * what[j];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  private static double greatest(double[] gradient) {
    double greatest = 0;
    for (double component : gradient) {
      greatest = Math.max(greatest, Math.abs(component));
    }
    return greatest;
  }
}
