package dev.assay.reliability.fault;

import org.jspecify.annotations.Nullable;

/** One thing that goes wrong. */
interface Fault {

  /** What goes wrong, and what must hold all the same. */
  String what();

  /** Why it cannot be made to go wrong on this machine, or null. */
  default @Nullable String unavailable() {
    return null;
  }

  /** Makes it go wrong once, on a site of its own, and reports to it. */
  void strike(Site site) throws Exception;
}
