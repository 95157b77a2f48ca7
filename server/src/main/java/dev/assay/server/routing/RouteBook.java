package dev.assay.server.routing;

import dev.assay.server.failure.RouteLimitReached;
import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.RouteRow;
import dev.assay.server.store.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Keeps the routes of a project and what is counted of each. */
public final class RouteBook {
  /** The tag that stands for no requirement, where an item had one. */
  public static final String ANY = "any";

  /** Annotators that are read at once. */
  private static final int PAGE = 1_000;

  private final Tables tables;
  private final long projectId;
  private final List<RouteRow> rows;

  public RouteBook(Tables tables, long projectId) {
    this.tables = tables;
    this.projectId = projectId;
    this.rows = new ArrayList<>(tables.items().routes(projectId));
  }

  /**
   * The route of items that require these tags; a new one where there is none yet. It is stored by
   * {@link #count}.
   *
   * @throws RouteLimitReached when the project has as many as there can be
   */
  public int of(List<String> requiredTags) {
    if (requiredTags.isEmpty() || requiredTags.equals(List.of(ANY))) {
      return Routes.FREE;
    }
    List<String> tags = List.copyOf(new TreeSet<>(requiredTags));
    for (RouteRow row : rows) {
      if (row.tags().equals(tags)) {
        return row.route();
      }
    }
    if (rows.size() == Routes.MAX_ROUTES) {
      throw new RouteLimitReached(Routes.MAX_ROUTES);
    }
    rows.add(new RouteRow(rows.size() + 1, tags, 0, countAnnotators(tags)));
    return rows.size();
  }

  /** The tags that items of the route require. */
  public List<String> tags(int route) {
    return route == Routes.FREE ? List.of() : rows.get(route - 1).tags();
  }

  /** Counts items to a route, or away from it. */
  public void count(int route, int items) {
    if (route != Routes.FREE && items != 0) {
      put(rows.get(route - 1).plus(items, 0));
    }
  }

  /**
   * Counts an annotator who has changed.
   *
   * @param before null for one of whom nothing was known
   */
  public void count(@Nullable AnnotatorRow before, AnnotatorRow after) {
    for (RouteRow row : List.copyOf(rows)) {
      int more = (has(after, row) ? 1 : 0) - (before != null && has(before, row) ? 1 : 0);
      if (more != 0) {
        put(row.plus(0, more));
      }
    }
  }

  private void put(RouteRow row) {
    rows.set(row.route() - 1, row);
    tables.items().putRoute(projectId, row);
  }

  private int countAnnotators(List<String> tags) {
    int count = 0;
    RouteRow route = new RouteRow(0, tags, 0, 0);
    List<AnnotatorRow> page = tables.annotators().list(projectId, "", PAGE);
    while (!page.isEmpty()) {
      count += (int) page.stream().filter(annotator -> has(annotator, route)).count();
      page = tables.annotators().list(projectId, page.get(page.size() - 1).annotatorId(), PAGE);
    }
    return count;
  }

  private static boolean has(AnnotatorRow annotator, RouteRow route) {
    return annotator.registered()
        && annotator.labeler()
        && !annotator.isSuspended()
        && annotator.tags().containsAll(route.tags());
  }
}
