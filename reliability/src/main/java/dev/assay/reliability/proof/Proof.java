package dev.assay.reliability.proof;

import java.util.List;

/**
 * An attempt to break promises of the server, that can be repeated from its seed. The long form is
 * run by {@code ./prove}, a short form by the module's tests.
 */
public interface Proof {

  /** The sub-command: one lower-case word. */
  String name();

  /** The heading of its section of the page. */
  String heading();

  /** What it does and what it would have found, in a few sentences: the words of its section. */
  String description();

  /** How long the long form runs when nobody says. */
  Effort usualEffort();

  /**
   * Runs it and returns a row for each thing that was tried. What it finds is a violation in a row;
   * what it throws is a fault of its own.
   */
  List<ProofResult> run(ProofRun run) throws Exception;
}
