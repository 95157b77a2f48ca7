package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class StandardOutputTest {
  private static final OutputStream FULL =
      new OutputStream() {
        @Override
        public void write(int one) throws IOException {
          throw new IOException("No space left on device");
        }
      };

  @Test
  void whatIsPrintedArrivesAndTheCodeIsTheProgramsOwn() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int code =
        StandardOutput.run(
            "test",
            (out, err) -> {
              out.print("caf\u00e9");
              return 3;
            },
            bytes);
    assertThat(code).isEqualTo(3);
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("caf\u00e9");
  }

  @Test
  void theFirstLineThatIsNotWrittenEndsALongProgram() {
    AtomicBoolean wentOn = new AtomicBoolean();
    int code =
        StandardOutput.run(
            "test",
            (out, err) -> {
              out.println("one round");
              wentOn.set(true);
              return 0;
            },
            FULL);
    assertThat(code).isEqualTo(1);
    assertThat(wentOn).isFalse();
  }

  @Test
  void aFailureThatTheProgramReportsIsThrownOnce() {
    int code =
        StandardOutput.run(
            "test",
            (out, err) -> {
              assertThatThrownBy(() -> out.println("one"))
                  .isInstanceOf(OutputError.class)
                  .hasMessage("standard output cannot be written: No space left on device");
              out.println("two");
              return 2;
            },
            FULL);
    assertThat(code).isEqualTo(2);
  }

  @Test
  void whatIsLeftInTheBufferCountsToo() {
    assertThat(
            StandardOutput.run(
                "test",
                (out, err) -> {
                  out.print("no line end");
                  return 0;
                },
                FULL))
        .isEqualTo(1);
  }
}
