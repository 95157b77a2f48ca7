package dev.assay.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.v1.Estimate;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ReadmeExampleTest {
  @Test
  @Timeout(60)
  void oneRoundRunsFromAnEmptyServerToAnEstimate() throws Exception {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            InsecureServerCredentials.create());
    new RoundServices().services().forEach(builder::addService);
    Server server = builder.build().start();
    try {
      List<String> ids = IntStream.range(0, 25).mapToObj(i -> "pet-" + i).toList();
      Estimate accuracy =
          ReadmeExample.run(
              "localhost:" + server.getPort(),
              ids,
              id -> new float[] {0.25f, 0.75f},
              id -> id.endsWith("3") ? "cat" : "dog");
      assertThat(accuracy.getLabelCount()).isEqualTo(10);
      assertThat(accuracy.getValue().getPoint()).isEqualTo(0.9);
    } finally {
      server.shutdownNow();
    }
  }
}
