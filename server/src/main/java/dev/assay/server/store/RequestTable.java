package dev.assay.server.store;

import org.jspecify.annotations.Nullable;

/** Answers given, so that repeated requests get them again. */
public interface RequestTable {
  @Nullable RequestRow find(String project, String requestId);

  void insert(RequestRow row);

  /**
   * Removes up to {@code limit} rows made before a measured time and returns how many it removed.
   */
  int purge(long beforeMillis, int limit);
}
