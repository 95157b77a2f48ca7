package dev.assay.server.routing;

import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.RouteRow;
import dev.assay.server.store.Tables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The routes of a project, of which some are open to one annotator. */
public final class Routes {
  /** The most different sets of tags that a project's items require: each has a bit of a long. */
  public static final int MAX_ROUTES = 62;

  /** The route of items that require nothing. */
  public static final int FREE = 0;

  /** Every route there could be. */
  private static final long ALL = -1;

  private final List<RouteRow> closed = new ArrayList<>();
  private final List<Integer> open = new ArrayList<>();
  private final long bits;

  private Routes(List<RouteRow> rows, Collection<String> tags) {
    open.add(FREE);
    long fitting = 1;
    for (RouteRow row : rows) {
      if (tags.containsAll(row.tags())) {
        open.add(row.route());
        fitting |= 1L << row.route();
      } else {
        closed.add(row);
      }
    }
    this.bits = closed.isEmpty() ? ALL : fitting;
  }

  /** Those of the annotator's project. */
  public static Routes of(Tables tables, AnnotatorRow annotator) {
    return new Routes(tables.items().routes(annotator.projectId()), annotator.tags());
  }

  /** Whether the annotator has the tags that the items of the route require. */
  public boolean isOpen(int route) {
    return (bits >> route & 1) == 1;
  }

  /** The open ones, a bit for each; -1 where none is closed. */
  public long bits() {
    return bits;
  }

  /** The numbers of those that are open to the annotator. */
  public List<Integer> open() {
    return open;
  }

  /** Those that require a tag that the annotator does not have. */
  public List<RouteRow> closed() {
    return closed;
  }
}
