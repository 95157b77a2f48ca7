package dev.assay.server.budget;

import com.google.protobuf.util.Timestamps;
import dev.assay.v1.PacePoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of a ceiling that may be committed by a time: straight lines between points. */
record Pace(List<PacePoint> points) {

  /** What may be committed at the time. */
  long allowedMicros(long ceilingMicros, long nowMillis) {
    PacePoint before = null;
    for (PacePoint point : points) {
      long atMillis = Timestamps.toMillis(point.getTime());
      if (atMillis > nowMillis) {
        return before == null
            ? Shares.of(point.getShare(), ceilingMicros)
            : Shares.of(between(before, point, nowMillis), ceilingMicros);
      }
      before = point;
    }
    return before == null ? ceilingMicros : Shares.of(before.getShare(), ceilingMicros);
  }

  /** When the amount may be committed, or null where the curve never gets there. */
  @Nullable Long reachedAtMillis(long amountMicros, long ceilingMicros, long nowMillis) {
    PacePoint before = null;
    for (PacePoint point : points) {
      long atMillis = Timestamps.toMillis(point.getTime());
      if (atMillis > nowMillis && Shares.of(point.getShare(), ceilingMicros) >= amountMicros) {
        return before == null ? atMillis : crossing(before, point, amountMicros, ceilingMicros);
      }
      before = point;
    }
    return null;
  }

  private static double between(PacePoint from, PacePoint to, long millis) {
    long fromMillis = Timestamps.toMillis(from.getTime());
    double part = (double) (millis - fromMillis) / (Timestamps.toMillis(to.getTime()) - fromMillis);
    return from.getShare() + part * (to.getShare() - from.getShare());
  }

  /** Rounded up to the next millisecond at which the line has got there, or the end of the line. */
  private static long crossing(PacePoint from, PacePoint to, long amountMicros, long ceiling) {
    long fromMillis = Timestamps.toMillis(from.getTime());
    long toMillis = Timestamps.toMillis(to.getTime());
    double share = (double) amountMicros / ceiling;
    double part = (share - from.getShare()) / (to.getShare() - from.getShare());
    long millis = fromMillis + (long) StrictMath.ceil(part * (toMillis - fromMillis)) + 1;
    return Math.max(fromMillis, Math.min(millis, toMillis));
  }
}
