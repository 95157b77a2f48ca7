package dev.assay.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.StringValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated // measures time
final class ConnectionGuardTest {
  private static final int MAX_MILLIS = 20_000;

  @TempDir private Path folder;

  @Test
  void aConnectionThatSaysNothingIsClosedAndOneThatGreetsIsNot() throws Exception {
    try (ToyServer server =
            new ToyServer.Builder(folder).setting("connection.greeting-timeout", "500ms").start();
        RawConnection silent = new RawConnection(server.port());
        RawConnection greeting = new RawConnection(server.port())) {
      greeting.greet();
      assertThat(silent.closedAfterMillis(MAX_MILLIS)).isBetween(400L, 15_000L);
      assertThat(greeting.closedAfterMillis(1_000)).isEqualTo(-1);
    }
  }

  @Test
  void connectionsBeyondTheLimitAreClosedAtOnceAndThoseOfClientsGoOn() throws Exception {
    try (ToyServer server =
        new ToyServer.Builder(folder).setting("connection.max-count", "3").start()) {
      assertThat(ask(server)).isEqualTo("answer to q");
      List<RawConnection> more = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        more.add(new RawConnection(server.port()));
      }
      List<Long> closed = new ArrayList<>();
      for (RawConnection connection : more) {
        closed.add(connection.closedAfterMillis(1_000));
      }
      assertThat(closed).filteredOn(millis -> millis >= 0).hasSize(1);
      assertThat(ask(server)).isEqualTo("answer to q");
      for (RawConnection connection : more) {
        connection.close();
      }
      await()
          .until(
              () -> {
                try (RawConnection again = new RawConnection(server.port())) {
                  return again.closedAfterMillis(300) == -1;
                }
              });
    }
  }

  private static String ask(ToyServer server) {
    return Calls.call(server.channel(), ToyContract.ASK, StringValue.of("q")).getValue();
  }
}
