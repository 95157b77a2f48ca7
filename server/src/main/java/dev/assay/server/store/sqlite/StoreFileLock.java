package dev.assay.server.store.sqlite;

import dev.assay.server.store.StoreOpenException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second process, and a second store of this process, off a file by whatever path: two of
 * the operating system's locks, which end with the process however it ends.
 *
 * <p>One is on a file beside the store and says who has it ({@link OpeningNote}). The other is on
 * one byte of the store itself, so a hard link or a bind mount, which has another file beside it,
 * is locked with it. The byte is far behind the end of any file, and behind the bytes at 1 GiB that
 * SQLite locks.
 *
 * <p>On POSIX systems a process loses its locks as soon as it closes any descriptor of the locked
 * file. So the files that this process holds are remembered, and a second attempt fails before it
 * opens anything. SQLite closes descriptors too, unless one of its connections has a lock of its
 * own: after the first connection that stays open, {@link #renew} takes the lock again.
 */
final class StoreFileLock implements AutoCloseable {
  private static final long LOCKED_BYTE = 1L << 62;
  private static final Set<FileIdentity> HELD = new HashSet<>();

  private final Path file;
  private final Set<FileIdentity> identities;
  private final FileChannel beside;
  private final FileChannel store;
  private final OpeningNote found;
  private FileLock storeLock;

  private StoreFileLock(
      Path file,
      Set<FileIdentity> identities,
      FileChannel beside,
      FileChannel store,
      OpeningNote found,
      FileLock storeLock) {
    this.file = file;
    this.identities = identities;
    this.beside = beside;
    this.store = store;
    this.found = found;
    this.storeLock = storeLock;
  }

  /**
   * Takes the locks of a store, and makes an empty file where there is none.
   *
   * @param file the store, as a real path
   * @throws StoreOpenException when somebody else has it
   */
  static StoreFileLock take(Path file) {
    Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
    synchronized (HELD) {
      Set<FileIdentity> identities = Set.of(identityOfMade(lockFile), identityOfMade(file));
      if (!Collections.disjoint(HELD, identities)) {
        throw inUse(file, "this process");
      }
      FileChannel beside = open(lockFile);
      @Nullable FileChannel store = null;
      try {
        OpeningNote found = OpeningNote.read(beside);
        if (beside.tryLock() == null) {
          throw inUse(file, found.owner());
        }
        found.ofThisProcess().write(beside);
        store = open(file);
        FileLock storeLock = lockStore(file, store);
        HELD.addAll(identities);
        return new StoreFileLock(file, identities, beside, store, found, storeLock);
      } catch (IOException e) {
        closeAfter(e, beside, store);
        throw cannotLock(file, e);
      } catch (StoreOpenException e) {
        closeAfter(e, beside, store);
        throw e;
      }
    }
  }

  private static FileIdentity identityOfMade(Path file) {
    try {
      if (!Files.exists(file)) {
        Files.createFile(file);
      }
    } catch (FileAlreadyExistsException e) {
      // Somebody else has just made it, and has or will have its lock.
    } catch (IOException e) {
      throw cannotLock(file, e);
    }
    try {
      return FileIdentity.of(file);
    } catch (IOException e) {
      throw cannotLock(file, e);
    }
  }

  private static FileChannel open(Path file) {
    try {
      return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw cannotLock(file, e);
    }
  }

  private static FileLock lockStore(Path file, FileChannel store) throws IOException {
    FileLock lock = store.tryLock(LOCKED_BYTE, 1, false);
    if (lock == null) {
      throw inUse(file, "another process, by another path");
    }
    return lock;
  }

  private static StoreOpenException inUse(Path file, String owner) {
    return new StoreOpenException(
        file + " is in use by " + owner, "stop it first, or give this server a store of its own");
  }

  private static StoreOpenException cannotLock(Path file, IOException e) {
    return new StoreOpenException(
        "cannot lock " + file + " (" + e + ")",
        "make it and its folder writable for this user, on a local file system",
        e);
  }

  private static void closeAfter(Exception thrown, @Nullable FileChannel... channels) {
    for (FileChannel channel : channels) {
      try {
        if (channel != null) {
          channel.close();
        }
      } catch (IOException e) {
        thrown.addSuppressed(e);
      }
    }
  }

  /**
   * Takes the lock on the store itself again, which SQLite may have given up with a connection that
   * it closed. From the first connection on that stays open it gives up nothing.
   *
   * @throws StoreOpenException when somebody else has taken it meanwhile
   */
  void renew() {
    try {
      storeLock.release();
      storeLock = lockStore(file, store);
    } catch (IOException e) {
      throw cannotLock(file, e);
    }
  }

  /** How often the store of that key was opened here before; 0 where nobody knows. */
  long openings(byte[] tokenKey) {
    return found.openings(tokenKey);
  }

  /** Notes how often the store of that key has been opened here, so that an older copy is known. */
  void note(byte[] tokenKey, long openings) {
    try {
      OpeningNote.of(tokenKey, openings).write(beside);
    } catch (IOException e) {
      throw cannotLock(file, e);
    }
  }

  /**
   * Gives the locks up. The file beside the store stays: removing it could remove another process's
   * lock.
   */
  @Override
  public void close() throws IOException {
    synchronized (HELD) {
      if (HELD.removeAll(identities)) {
        try (beside) {
          store.close();
        }
      }
    }
  }
}
