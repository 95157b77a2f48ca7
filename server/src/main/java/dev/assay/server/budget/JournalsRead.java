package dev.assay.server.budget;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.assay.server.store.JournalCheckRow;

/**
 * What the journals of projects came to, as far as this process has read them from their first
 * entry and found that they add up. Safe for use by several threads.
 *
 * <p>A journal is only appended to: the store has no way to change an entry. So what was read needs
 * no second reading to be compared with the balances, which a caller waits for. An entry that was
 * changed behind the store's back is what {@link BooksAudit} reads on for, and a caller who asks
 * for the whole. What a process before has read counts for nothing.
 */
public final class JournalsRead {
  /** The most projects that are remembered; the least used go first, and are read again. */
  static final int MAX_PROJECTS = 10_000;

  private final Cache<Long, JournalCheckRow> ends =
      Caffeine.newBuilder().maximumSize(MAX_PROJECTS).build();

  /** From where a project's journal is still to be read. */
  JournalCheckRow end(long projectId) {
    JournalCheckRow end = ends.getIfPresent(projectId);
    return end == null ? JournalCheckRow.first(projectId) : end;
  }

  /** Remembers the end of a journal that adds up to there. */
  void put(JournalCheckRow end) {
    ends.put(end.projectId(), end);
  }
}
