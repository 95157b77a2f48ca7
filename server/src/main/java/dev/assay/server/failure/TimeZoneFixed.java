package dev.assay.server.failure;

import com.google.rpc.Code;
import dev.assay.v1.ErrorReason;
import java.util.Map;

/** Days were counted in the plan's time zone already. */
public final class TimeZoneFixed extends Failure {
  private static final long serialVersionUID = 1L;

  public TimeZoneFixed(String timeZone) {
    super(
        ErrorReason.ERROR_REASON_TIME_ZONE_FIXED,
        Code.FAILED_PRECONDITION,
        "days have been counted in the time zone " + timeZone + " already; keep it in the plan",
        Map.of("time_zone", timeZone));
  }
}
