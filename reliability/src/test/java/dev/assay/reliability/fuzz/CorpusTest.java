package dev.assay.reliability.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.assay.reliability.proof.Contract;
import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sends again what fuzzing began with and what it has found. */
@Timeout(120)
final class CorpusTest {
  static final Path CORPUS = Path.of("corpus");

  @TempDir private Path folder = Path.of("");

  private static Map<String, byte[]> corpus() throws IOException {
    Map<String, byte[]> inputs = new TreeMap<>(ValidInputs.all());
    if (Files.isDirectory(CORPUS)) {
      try (Stream<Path> files = Files.list(CORPUS)) {
        for (Path file : files.toList()) {
          inputs.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
        }
      }
    }
    return inputs;
  }

  @Test
  void everyInputIsAnsweredOrRefusedWithAReasonAndTheBooksAddUp() throws IOException {
    try (FuzzedServer server = FuzzedServer.start(folder.resolve("assay.db"))) {
      corpus()
          .forEach(
              (name, bytes) ->
                  assertThatCode(() -> server.send(bytes)).as(name).doesNotThrowAnyException());
      server.check();
    }
  }

  @Test
  void everyRpcHasAnInputThatReachesIt() throws IOException {
    List<MethodDescriptor<?, ?>> methods = Contract.methods();
    assertThat(methods).hasSizeGreaterThan(20);
    assertThat(
            corpus().values().stream()
                .map(bytes -> FuzzInput.of(bytes, methods).method().getFullMethodName()))
        .containsAll(methods.stream().map(MethodDescriptor::getFullMethodName).toList());
  }
}
