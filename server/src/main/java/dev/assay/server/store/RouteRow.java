package dev.assay.server.store;

import java.util.List;

/**
 * One set of tags that items of a project require.
 *
 * @param route its number in the project, from 1; 0 is that of items that require none
 * @param tags the tags, sorted, none twice
 * @param itemCount items that require them
 * @param annotatorCount registered labelers who have them all and are not suspended
 */
public record RouteRow(int route, List<String> tags, int itemCount, int annotatorCount) {

  /** The same route with other counts. */
  public RouteRow plus(int items, int annotators) {
    return new RouteRow(route, tags, itemCount + items, annotatorCount + annotators);
  }
}
