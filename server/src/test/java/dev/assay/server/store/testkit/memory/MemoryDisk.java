package dev.assay.server.store.testkit.memory;

import java.util.HexFormat;

/** What stays when a store is closed: the last committed book and the latest time. */
public final class MemoryDisk {
  /** A key of tokens, for stores that need not agree with another. */
  private static final String SOME_KEY = "000102030405060708090a0b0c0d0e0f";

  private final byte[] tokenKey;
  private volatile Book committed = Book.empty();
  private volatile long clockMillis;

  /** An empty disk with a key of its own. */
  public MemoryDisk() {
    this(HexFormat.of().parseHex(SOME_KEY));
  }

  /**
   * An empty disk.
   *
   * @param tokenKey the 16 bytes that assignment tokens are made with
   */
  public MemoryDisk(byte[] tokenKey) {
    this.tokenKey = tokenKey.clone();
  }

  byte[] tokenKey() {
    return tokenKey.clone();
  }

  Book committed() {
    return committed;
  }

  long clockMillis() {
    return clockMillis;
  }

  void commit(Book book, long latestMillis) {
    committed = book;
    clockMillis = latestMillis;
  }
}
