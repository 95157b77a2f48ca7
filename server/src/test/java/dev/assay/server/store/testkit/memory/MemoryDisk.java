package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.ClockRow;
import java.util.HexFormat;

/** What stays when a store is closed: the last committed book and the latest time. */
public final class MemoryDisk {
  /** A key of tokens, for stores that need not agree with another. */
  private static final String SOME_KEY = "000102030405060708090a0b0c0d0e0f";

  private final byte[] tokenKey;
  private final int incarnation;
  private volatile Book committed = Book.empty();
  private volatile ClockRow clock = new ClockRow(0, 0, "", 0, null);

  /** An empty disk with a key of its own. */
  public MemoryDisk() {
    this(HexFormat.of().parseHex(SOME_KEY), 1);
  }

  /**
   * An empty disk.
   *
   * @param tokenKey the 16 bytes that assignment tokens are made with
   */
  public MemoryDisk(byte[] tokenKey, int incarnation) {
    this.tokenKey = tokenKey.clone();
    this.incarnation = incarnation;
  }

  byte[] tokenKey() {
    return tokenKey.clone();
  }

  int incarnation() {
    return incarnation;
  }

  Book committed() {
    return committed;
  }

  ClockRow clock() {
    return clock;
  }

  void commit(Book book, ClockRow latest) {
    committed = book;
    clock = latest;
  }
}
