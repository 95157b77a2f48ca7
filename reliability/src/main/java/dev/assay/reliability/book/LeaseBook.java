package dev.assay.reliability.book;

import dev.assay.v1.JournalEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a journal who held which item when, in a project that asks for one vote an item. Two
 * must never hold an item at once, nothing is held that was bought, and no lease is paid for twice.
 */
public final class LeaseBook {
  /** What became of one item. */
  private static final class Item {
    @Nullable String holder;
    boolean bought;

    /** By annotator: leases that ended without a label, each of which may still bring one. */
    final Map<String, Integer> expired = new HashMap<>();
  }

  private final Map<String, Item> items = new HashMap<>();
  private final List<String> violations = new ArrayList<>();

  /** Takes the next entry. */
  public void add(JournalEntry entry) {
    Item item = items.computeIfAbsent(entry.getItemId(), id -> new Item());
    String annotator = entry.getAnnotatorId();
    switch (entry.getKind()) {
      case KIND_HOLD -> {
        if (item.holder != null) {
          violate(entry, "is held by " + item.holder);
        } else if (item.bought) {
          violate(entry, "was bought before");
        }
        item.holder = annotator;
      }
      case KIND_CHARGE -> {
        endOf(item, entry);
        item.bought = true;
      }
      case KIND_RELEASE -> endOf(item, entry);
      case KIND_EXPIRE -> {
        endOf(item, entry);
        item.expired.merge(annotator, 1, Integer::sum);
      }
      case KIND_LATE_CHARGE -> {
        if (item.expired.getOrDefault(annotator, 0) == 0) {
          violate(entry, "had no lease of theirs that expired");
        }
        item.expired.merge(annotator, -1, Integer::sum);
        item.bought = true;
      }
      default -> {
        // not about an item
      }
    }
  }

  private void endOf(Item item, JournalEntry entry) {
    if (!entry.getAnnotatorId().equals(item.holder)) {
      violate(entry, item.holder == null ? "is held by nobody" : "is held by " + item.holder);
    }
    item.holder = null;
  }

  private void violate(JournalEntry entry, String state) {
    violations.add(
        "journal entry "
            + entry.getSequence()
            + ", "
            + entry.getKind()
            + " for "
            + entry.getAnnotatorId()
            + ": item "
            + entry.getItemId()
            + " "
            + state);
  }

  /** What was found to be wrong so far. */
  public List<String> violations() {
    return List.copyOf(violations);
  }
}
