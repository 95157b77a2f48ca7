package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** The project has no wave of that number. */
public final class WaveNotFound extends Failure {
  private static final long serialVersionUID = 1L;

  public WaveNotFound(long waveNumber) {
    super(
        ErrorReason.ERROR_REASON_WAVE_NOT_FOUND,
        Code.NOT_FOUND,
        "the project has no wave "
            + waveNumber
            + "; wave_drawn events of the audit log show those drawn",
        Map.of("wave_number", Long.toString(waveNumber)));
  }
}
