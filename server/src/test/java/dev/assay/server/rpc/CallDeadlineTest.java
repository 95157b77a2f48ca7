package dev.assay.server.rpc;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.failure.DeadlinePassed;
import io.grpc.Context;
import io.grpc.Deadline;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CallDeadlineTest {
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void stop() {
    scheduler.shutdownNow();
  }

  private static CallDeadline of(Context context) throws Exception {
    return context.call(CallDeadline::ofCurrentCall);
  }

  @Test
  void aCallWhoseDeadlineHasPassedIsRefusedAndOneThatHasTimeIsNot() throws Exception {
    try (var late = Context.ROOT.withDeadline(Deadline.after(-1, TimeUnit.SECONDS), scheduler);
        var timely = Context.ROOT.withDeadline(Deadline.after(1, TimeUnit.HOURS), scheduler)) {
      CallDeadline gone = of(late);
      assertThatThrownBy(gone::check).isInstanceOf(DeadlinePassed.class);
      assertThatCode(of(timely)::check).doesNotThrowAnyException();
    }
    assertThatCode(of(Context.ROOT)::check).doesNotThrowAnyException();
  }

  @Test
  void aCallThatIsCancelledIsRefused() throws Exception {
    try (var context = Context.ROOT.withCancellation()) {
      CallDeadline deadline = of(context);
      context.cancel(null);
      assertThatThrownBy(deadline::check).isInstanceOf(DeadlinePassed.class);
    }
  }
}
