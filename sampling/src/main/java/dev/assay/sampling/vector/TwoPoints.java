package dev.assay.sampling.vector;

/**
 * The points of one and then those of another, of the same dimension.
 *
 * @param first numbered from 0
 * @param second numbered after them
 */
public record TwoPoints(Points first, Points second) implements Points {

  @Override
  public int count() {
    return first.count() + second.count();
  }

  @Override
  public int dimension() {
    return first.dimension();
  }

  @Override
  public boolean has(int point) {
    return of(point).has(number(point));
  }

  @Override
  public double get(int point, int coordinate) {
    return of(point).get(number(point), coordinate);
  }

  @Override
  public void copy(int point, double[] into) {
    of(point).copy(number(point), into);
  }

  @Override
  public double squaredDistance(int point, double[] place) {
    return of(point).squaredDistance(number(point), place);
  }

  private Points of(int point) {
    return point < first.count() ? first : second;
  }

  private int number(int point) {
    return point < first.count() ? point : point - first.count();
  }
}
