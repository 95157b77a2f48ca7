package dev.assay.reliability.sidecar;

import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.LineRow;
import dev.assay.server.store.Tables;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.BudgetLine;
import dev.assay.v1.Grant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What is set aside for some slices is still there after others were granted. Looked at where a
 * grant is the last thing that happened: a ceiling may take from it, and so may an adjustment.
 */
final class SetAsides {
  private SetAsides() {}

  static List<String> broken(Tables tables, BudgetRow budget, List<AuditEvent> events) {
    List<String> broken = new ArrayList<>();
    if (events.isEmpty() || !events.get(events.size() - 1).hasBatchGranted()) {
      return broken;
    }
    for (Grant grant : events.get(events.size() - 1).getBatchGranted().getGrantsList()) {
      long setAside = 0;
      for (BudgetLine line : budget.plan().getLinesList()) {
        if (!line.getSlicesList().contains(grant.getSlice())) {
          setAside += left(tables, budget, line);
        }
      }
      if (budget.availableMicros() < setAside) {
        broken.add(
            "granted "
                + grant.getSlice()
                + " and left "
                + budget.availableMicros()
                + " of the "
                + setAside
                + " set aside for others");
      }
    }
    return broken;
  }

  private static long left(Tables tables, BudgetRow budget, BudgetLine line) {
    if (line.getSetAsideShare() == 0) {
      return 0;
    }
    long share =
        BigDecimal.valueOf(line.getSetAsideShare())
            .multiply(BigDecimal.valueOf(budget.targetMicros()))
            .longValue();
    LineRow row = tables.lines().find(budget.projectId(), line.getName(), 0, "");
    return Math.max(share - (row == null ? 0 : row.spent().committedMicros()), 0);
  }
}
