package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.ConstraintViolated;
import dev.assay.server.store.InvariantBroken;
import java.util.function.Consumer;

/** What the schema refuses in a table of the budget stops the writer: {@code broken} is told. */
record Guard(Consumer<InvariantBroken> broken) {

  void change(Object what, Runnable change) {
    try {
      change.run();
    } catch (ConstraintViolated e) {
      InvariantBroken stop = new InvariantBroken("the store in memory refuses " + what, e);
      broken.accept(stop);
      throw stop;
    }
  }
}
