package dev.assay.server.store.commit;

import dev.assay.server.store.Store.Question;
import org.jspecify.annotations.Nullable;

/** One reader: each question sees the latest commit, whatever is committed while it is answered. */
public interface ReaderSession extends AutoCloseable {
  <R> R ask(Question<R> question);

  /** The first error of the engine, after which the session is better not used again, or null. */
  @Nullable RuntimeException failure();

  /** Whether that error says that what is stored is damaged. */
  boolean foundDamage();

  @Override
  void close();
}
