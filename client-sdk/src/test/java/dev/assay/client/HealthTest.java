package dev.assay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final String POOL = "assay.v1.PoolService";

  @Test
  void theStandardServiceIsUnderstoodOverTheWire() {
    HealthStatusManager health = new HealthStatusManager();
    // TCP, because in-process messages are not serialized.
    try (Tcp server = Tcp.serving(health.getHealthService());
        AssayClient client = AssayClient.connect(server.target())) {
      assertThat(client.isServing()).isTrue();
      health.setStatus(POOL, ServingStatus.SERVING);
      assertThat(client.isServing(POOL)).isTrue();
      health.setStatus(POOL, ServingStatus.NOT_SERVING);
      assertThat(client.isServing(POOL)).isFalse();
      assertThat(client.isServing()).isTrue();
      health.enterTerminalState();
      assertThat(client.isServing()).isFalse();
    }
  }

  @Test
  void aServiceThatTheServerDoesNotHaveIsAnError() {
    try (Tcp server = Tcp.serving(new HealthStatusManager().getHealthService());
        AssayClient client = AssayClient.connect(server.target())) {
      assertThatExceptionOfType(NotFoundException.class)
          .isThrownBy(() -> client.isServing("none.such"));
    }
  }

  @Test
  void aServerWithoutTheHealthServiceIsAnError() {
    try (Tcp server = Tcp.serving();
        AssayClient client = AssayClient.connect(server.target())) {
      AssayException failure = catchThrowableOfType(AssayException.class, client::isServing);
      assertThat(failure.code()).isEqualTo(Status.Code.UNIMPLEMENTED);
    }
  }
}
