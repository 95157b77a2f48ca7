package dev.assay.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.assay.v1.CreateProjectRequest;
import dev.assay.v1.ProjectServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a caller sends, the answer is a success or a refusal that says why: never UNKNOWN, never
 * INTERNAL, and the server serves on. The messages follow from fixed seeds.
 */
final class HostileRequestsTest {
  private static final int MESSAGES = 60;

  private static final Set<Status.Code> GOOD =
      Set.of(
          Status.Code.OK,
          Status.Code.INVALID_ARGUMENT,
          Status.Code.NOT_FOUND,
          Status.Code.ALREADY_EXISTS,
          Status.Code.FAILED_PRECONDITION,
          Status.Code.PERMISSION_DENIED,
          Status.Code.RESOURCE_EXHAUSTED,
          Status.Code.ABORTED);

  @TempDir static Path folder;
  private static ServerFixture fixture;
  private static int requests;

  @BeforeAll
  static void start() throws Exception {
    fixture = ServerFixture.start(folder);
    var create =
        CreateProjectRequest.newBuilder()
            .setRequestId("r-0")
            .setProject(ValidRequests.project(ValidRequests.PROJECT))
            .setCeilingMicros(1_000_000)
            .build();
    RawCall.send(fixture.channel(), ProjectServiceGrpc.getCreateProjectMethod(), List.of(create));
  }

  /** The message with another request id, where it has one: its own or its header's. */
  private static Message withRequestId(Message message, String requestId) {
    FieldDescriptor id = message.getDescriptorForType().findFieldByName("request_id");
    if (id != null) {
      return message.toBuilder().setField(id, requestId).build();
    }
    FieldDescriptor header = message.getDescriptorForType().findFieldByName("header");
    if (header == null || !message.hasField(header)) {
      return message;
    }
    Message inner = withRequestId((Message) message.getField(header), requestId);
    return message.toBuilder().setField(header, inner).build();
  }

  @AfterAll
  static void stop() throws Exception {
    fixture.close();
  }

  static Stream<Named<MethodDescriptor<?, ?>>> rpcs() {
    return Features.CONTRACT.stream()
        .flatMap(service -> service.getMethods().stream())
        .filter(method -> !"ArchiveProject".equals(method.getBareMethodName()))
        .map(method -> Named.of(method.getFullMethodName(), method));
  }

  @ParameterizedTest
  @MethodSource("rpcs")
  void aHostileRequestIsAnsweredOrRefusedWithAReason(MethodDescriptor<?, ?> method)
      throws Exception {
    String name = String.valueOf(method.getBareMethodName());
    List<Message> valid = ValidRequests.of(name);
    for (int seed = 0; seed < MESSAGES; seed++) {
      MessageMutator mutator = new MessageMutator(seed);
      SplittableRandom which = new SplittableRandom(seed);
      List<Message> hostile = new ArrayList<>(valid);
      int index = which.nextInt(valid.size());
      hostile.replaceAll(message -> withRequestId(message, "fresh-" + requests++));
      hostile.set(index, mutator.mutate(hostile.get(index)));
      if (which.nextInt(10) == 0) {
        hostile.addAll(List.copyOf(hostile));
        if (!method.getType().clientSendsOneMessage()) {
          hostile.remove(0);
        } else {
          hostile = hostile.subList(0, 1);
        }
      }
      RawCall.Outcome outcome = RawCall.send(fixture.channel(), method, hostile);
      assertThat(outcome.status().getCode())
          .as("%s, seed %d: %s", name, seed, outcome.status())
          .isIn(GOOD);
      if (!outcome.status().isOk()) {
        assertThat(outcome.reason())
            .as("%s, seed %d: %s", name, seed, outcome.status())
            .isNotEmpty();
      }
    }
    assertThat(RawCall.send(fixture.channel(), method, valid).status().getCode()).isIn(GOOD);
  }
}
