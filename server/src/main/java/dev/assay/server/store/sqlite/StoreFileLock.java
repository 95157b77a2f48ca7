package dev.assay.server.store.sqlite;

import dev.assay.server.store.StoreOpenException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * Keeps a second process, and a second store of this process, off a file: an operating system's
 * lock on a file beside it, which ends with the process however it ends.
 *
 * <p>On POSIX systems a process loses its lock as soon as it closes any descriptor of the locked
 * file. So the files that this process holds are remembered, and a second attempt fails before it
 * opens anything.
 */
final class StoreFileLock implements AutoCloseable {
  private static final Set<Path> HELD = new HashSet<>();

  private final Path lockFile;
  private final FileChannel channel;

  private StoreFileLock(Path lockFile, FileChannel channel) {
    this.lockFile = lockFile;
    this.channel = channel;
  }

  /**
   * Takes the lock of a store.
   *
   * @param file the store, as a real path
   * @throws StoreOpenException when somebody else has it
   */
  static StoreFileLock take(Path file) {
    Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
    synchronized (HELD) {
      if (HELD.contains(lockFile)) {
        throw inUse(file, "this process");
      }
      try {
        FileChannel channel =
            FileChannel.open(
                lockFile,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        if (!lock(channel)) {
          String owner = owner(channel);
          channel.close();
          throw inUse(file, owner);
        }
        HELD.add(lockFile);
        return new StoreFileLock(lockFile, channel);
      } catch (IOException e) {
        throw new StoreOpenException(
            "cannot lock " + lockFile + " (" + e + ")",
            "make the folder writable for this user, on a local file system",
            e);
      }
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    FileLock lock = channel.tryLock();
    if (lock == null) {
      return false;
    }
    channel.truncate(0);
    byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
    channel.write(ByteBuffer.wrap(pid), 0);
    return true;
  }

  private static String owner(FileChannel channel) {
    try {
      ByteBuffer pid = ByteBuffer.allocate(20);
      channel.read(pid, 0);
      return "process " + new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      return "another process"; // some systems keep others from reading a locked file
    }
  }

  private static StoreOpenException inUse(Path file, String owner) {
    return new StoreOpenException(
        file + " is in use by " + owner, "stop it first, or give this server a store of its own");
  }

  /** Gives the lock up. The file stays: removing it could remove another process's lock. */
  @Override
  public void close() throws IOException {
    synchronized (HELD) {
      if (HELD.remove(lockFile)) {
        channel.close();
      }
    }
  }
}
