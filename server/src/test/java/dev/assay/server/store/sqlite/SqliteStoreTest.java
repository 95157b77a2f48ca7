package dev.assay.server.store.sqlite;

import dev.assay.server.store.Store;
import dev.assay.server.store.StoreContract;
import dev.assay.server.store.StoreOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class SqliteStoreTest extends StoreContract {
  @TempDir private Path folder;

  @Override
  protected Store open() {
    return SqliteStore.open(folder.resolve("assay.db"), StoreOptions.defaults(), clock);
  }
}
