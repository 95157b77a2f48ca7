package dev.assay.reliability.kill;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What else happens to a store whose server is killed: nothing, in a proof. A test of the proof
 * makes the store lose something, which the proof must find.
 */
interface Disturbance {
  /** Nothing but the kill. */
  Disturbance NONE =
      new Disturbance() {
        @Override
        public void beforeWork(Path store) {}

        @Override
        public void afterKill(Path store) {}
      };

  /** The server is there and nobody works. */
  void beforeWork(Path store) throws IOException;

  /** The server is gone. */
  void afterKill(Path store) throws IOException;
}
