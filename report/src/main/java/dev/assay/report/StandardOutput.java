package dev.assay.report;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * The output of a program, checked: a result that was not written is no result. Java's own standard
 * output swallows what goes wrong; here the first write that fails throws an {@link OutputError}
 * wherever it happens, so that a long command ends there.
 */
public final class StandardOutput {
  private static final int FAILED = 1;

  private StandardOutput() {}

  /** A program, or a command of it. */
  @FunctionalInterface
  public interface Program {
    /**
     * Runs it.
     *
     * @param out where its result goes
     * @param err where all else goes
     * @return the exit code
     */
    int run(PrintWriter out, PrintWriter err);
  }

  /**
   * Runs a program on the process's standard output and standard error.
   *
   * @param name what its error lines begin with
   * @return the program's exit code; 1 where that is 0 and the result was not written whole
   */
  public static int run(String name, Program program) {
    return run(name, program, new FileOutputStream(FileDescriptor.out));
  }

  static int run(String name, Program program, OutputStream standardOutput) {
    Checked checked = new Checked(new BufferedOutputStream(standardOutput));
    PrintWriter out = new PrintWriter(checked, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code;
    try {
      code = program.run(out, err);
      out.flush();
    } catch (OutputError e) {
      err.println(name + ": " + e.getMessage());
      code = FAILED;
    }
    return code == 0 && checked.failed ? FAILED : code;
  }

  /** Throws what PrintWriter does not catch, once: what follows has been told of. */
  private static final class Checked extends OutputStream {
    private final OutputStream bytes;
    private volatile boolean failed;

    Checked(OutputStream bytes) {
      this.bytes = bytes;
    }

    private interface Step {
      void run() throws IOException;
    }

    private void check(Step step) {
      if (failed) {
        return;
      }
      try {
        step.run();
      } catch (IOException e) {
        failed = true;
        throw new OutputError(e);
      }
    }

    @Override
    public void write(int one) {
      check(() -> bytes.write(one));
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      check(() -> bytes.write(from, offset, length));
    }

    @Override
    public void flush() {
      check(bytes::flush);
    }
  }
}
