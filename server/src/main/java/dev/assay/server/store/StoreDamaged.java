package dev.assay.server.store;

/** What is stored is damaged. The message is one line. */
public final class StoreDamaged extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param file the name of the store
   * @param found what was found, in the engine's words
   */
  public StoreDamaged(String file, String found) {
    super(
        (file
                + " is damaged ("
                + found
                + "): restore a backup; keep the damaged file and its -wal file for repair")
            .replaceAll("\\s*\\R\\s*", " "));
  }
}
