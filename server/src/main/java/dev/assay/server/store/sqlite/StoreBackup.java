package dev.assay.server.store.sqlite;

import dev.assay.server.store.StoreCopy;
import dev.assay.server.store.StoreOpenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Copies a store as it is at one instant, whether or not a server has it open.
 *
 * <p>The copy is made by a reader's connection of its own, which sees one commit and takes no lock
 * that a server needs. It can change nothing, not even fold the log back as it closes.
 */
public final class StoreBackup {
  private StoreBackup() {}

  /**
   * Writes a backup and its checksum.
   *
   * @param target where nothing is yet
   * @throws StoreOpenException when there is no whole store, or no place for the backup
   */
  public static StoreCopy write(Path store, Path target) {
    Path place = StorePath.of(store);
    Path backup = StorePath.of(target);
    requireStore(store, place);
    requireNothing(backup);
    requireNothing(Checksum.fileOf(backup));
    Path partial = backup.resolveSibling(backup.getFileName() + ".partial");
    try {
      return write(place, partial, backup);
    } catch (SQLException e) {
      if (new SqliteErrors().isDamage(e)) {
        throw StoreFile.refusal(place, e);
      }
      throw cannotWrite(backup, e);
    } catch (IOException e) {
      throw cannotWrite(backup, e);
    }
  }

  private static StoreOpenException cannotWrite(Path backup, Exception e) {
    return new StoreOpenException(
        "cannot write " + backup + " (" + e.getMessage() + ")",
        "give a place that this user may write and that has room",
        e);
  }

  private static StoreCopy write(Path place, Path partial, Path backup)
      throws IOException, SQLException {
    Files.deleteIfExists(partial); // of a backup that was killed
    try {
      Files.createFile(partial, ownersAlone(partial));
      copy(place, partial);
      mark(partial);
      DurableFiles.force(partial);
      String sha256 = Checksum.of(partial);
      Checksum.write(backup, sha256);
      Files.move(partial, backup, StandardCopyOption.ATOMIC_MOVE);
      DurableFiles.forceFolder(backup);
      return new StoreCopy(backup, Files.size(backup), sha256);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /** A backup holds what a store holds: it is nobody else's to read. */
  private static FileAttribute<?>[] ownersAlone(Path file) throws IOException {
    return Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static void requireStore(Path asGiven, Path place) {
    if (!Files.exists(place)) {
      throw new StoreOpenException(asGiven + " does not exist", "give the path of a store");
    }
  }

  private static void requireNothing(Path file) {
    if (Files.exists(file)) {
      throw new StoreOpenException(file + " exists", "give another path, or move it away");
    }
  }

  private static void copy(Path place, Path partial) throws SQLException {
    boolean hasLog = FilesInPlace.hasLog(place);
    try (Connection reader = new SqliteConnections(place).onlooker(hasLog)) {
      StoreFile.requireStore(place, reader);
      OpenMark.requireLog(place, reader, hasLog);
      try (PreparedStatement vacuum = reader.prepareStatement("VACUUM INTO ?")) {
        vacuum.setString(1, partial.toString());
        vacuum.executeUpdate();
      }
    }
  }

  /** The copy says that it is one, and nobody has it open. */
  private static void mark(Path partial) throws SQLException {
    try (Connection connection = new SqliteConnections(partial).plain()) {
      if (OpenMark.isKnown(connection)) {
        SqliteConnections.execute(connection, "UPDATE store SET is_open = 0, is_copy = 1");
      }
      StoreFile.requireWhole(partial, connection);
    }
  }
}
