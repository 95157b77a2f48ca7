package dev.assay.server.store.testkit.memory;

import org.jspecify.annotations.Nullable;

/** A book that one thread may use until it is closed, and nobody afterwards. */
final class OpenBook {
  private @Nullable Book book;
  private @Nullable Thread user;

  void open(Book opened) {
    book = opened;
    user = Thread.currentThread();
  }

  boolean isOpen() {
    return book != null;
  }

  void close() {
    book = null;
    user = null;
  }

  Book get() {
    Book opened = book;
    if (opened == null || user != Thread.currentThread()) {
      throw new IllegalStateException(
          "the transaction that these tables belong to is over, or another thread's");
    }
    return opened;
  }
}
