package dev.assay.server.store;

import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;

/**
 * How a store works. Every number is a limit that a caller can run into.
 *
 * @param queueLimit units of work that may wait for the writer; the next one is refused as
 *     overloaded
 * @param groupLimit units that one commit may hold
 * @param groupMillis how long one group may run before it is committed and later units wait for the
 *     next
 * @param overloadRetryMillis what a refused caller is told to wait
 * @param readerCount questions that are answered at the same time
 * @param readerWaitMillis how long a question may wait for its turn before it is refused
 * @param readMillis how long a question may take; it keeps the log from being folded back
 * @param checkBytes a file up to this size is checked page by page when it is opened
 * @param completions runs what depends on the futures, so that the writer does not
 * @param onFatal is told, once, why the writer stopped for good
 */
public record StoreOptions(
    int queueLimit,
    int groupLimit,
    long groupMillis,
    long overloadRetryMillis,
    int readerCount,
    long readerWaitMillis,
    long readMillis,
    long checkBytes,
    Executor completions,
    Consumer<Throwable> onFatal) {
  public static final int DEFAULT_QUEUE_LIMIT = 4096;
  public static final int DEFAULT_GROUP_LIMIT = 256;
  public static final long DEFAULT_GROUP_MILLIS = 20;
  public static final long DEFAULT_OVERLOAD_RETRY_MILLIS = 200;
  public static final int DEFAULT_READER_COUNT = 4;
  public static final long DEFAULT_READER_WAIT_MILLIS = 5_000;
  public static final long DEFAULT_READ_MILLIS = 120_000;
  public static final long DEFAULT_CHECK_BYTES = 256L << 20;

  public StoreOptions {
    requirePositive(queueLimit, "queueLimit");
    requirePositive(groupLimit, "groupLimit");
    requirePositive(groupMillis, "groupMillis");
    requirePositive(overloadRetryMillis, "overloadRetryMillis");
    requirePositive(readerCount, "readerCount");
    requirePositive(readerWaitMillis, "readerWaitMillis");
    requirePositive(readMillis, "readMillis");
    if (checkBytes < 0) {
      throw new IllegalArgumentException("checkBytes must not be negative: " + checkBytes);
    }
  }

  private static void requirePositive(long value, String name) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive: " + value);
    }
  }

  /** Every default; futures complete on the common pool and nobody is told of the end. */
  public static StoreOptions defaults() {
    return new StoreOptions(
        DEFAULT_QUEUE_LIMIT,
        DEFAULT_GROUP_LIMIT,
        DEFAULT_GROUP_MILLIS,
        DEFAULT_OVERLOAD_RETRY_MILLIS,
        DEFAULT_READER_COUNT,
        DEFAULT_READER_WAIT_MILLIS,
        DEFAULT_READ_MILLIS,
        DEFAULT_CHECK_BYTES,
        ForkJoinPool.commonPool(),
        cause -> {});
  }

  public StoreOptions withQueueLimit(int limit) {
    return new StoreOptions(
        limit,
        groupLimit,
        groupMillis,
        overloadRetryMillis,
        readerCount,
        readerWaitMillis,
        readMillis,
        checkBytes,
        completions,
        onFatal);
  }

  public StoreOptions withGroup(int limit, long millis) {
    return new StoreOptions(
        queueLimit,
        limit,
        millis,
        overloadRetryMillis,
        readerCount,
        readerWaitMillis,
        readMillis,
        checkBytes,
        completions,
        onFatal);
  }

  public StoreOptions withReaders(int count, long waitMillis, long limitMillis) {
    return new StoreOptions(
        queueLimit,
        groupLimit,
        groupMillis,
        overloadRetryMillis,
        count,
        waitMillis,
        limitMillis,
        checkBytes,
        completions,
        onFatal);
  }

  public StoreOptions withCheckBytes(long bytes) {
    return new StoreOptions(
        queueLimit,
        groupLimit,
        groupMillis,
        overloadRetryMillis,
        readerCount,
        readerWaitMillis,
        readMillis,
        bytes,
        completions,
        onFatal);
  }

  public StoreOptions withCompletions(Executor executor) {
    return new StoreOptions(
        queueLimit,
        groupLimit,
        groupMillis,
        overloadRetryMillis,
        readerCount,
        readerWaitMillis,
        readMillis,
        checkBytes,
        executor,
        onFatal);
  }

  public StoreOptions withOnFatal(Consumer<Throwable> listener) {
    return new StoreOptions(
        queueLimit,
        groupLimit,
        groupMillis,
        overloadRetryMillis,
        readerCount,
        readerWaitMillis,
        readMillis,
        checkBytes,
        completions,
        listener);
  }
}
