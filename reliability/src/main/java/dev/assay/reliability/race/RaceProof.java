package dev.assay.reliability.race;

import dev.assay.client.ProjectName;
import dev.assay.reliability.book.Books;
import dev.assay.reliability.local.LocalServer;
import dev.assay.reliability.proof.Effort;
import dev.assay.reliability.proof.Proof;
import dev.assay.reliability.proof.ProofResult;
import dev.assay.reliability.proof.ProofRun;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Races for what is left of a budget, and checks every history. */
public final class RaceProof implements Proof {
  private static final int RACES = 1_000;
  private static final int ITEMS = 5_000;
  private static final ProjectName PROJECT = ProjectName.of("race");

  @Override
  public String name() {
    return "race";
  }

  @Override
  public String heading() {
    return "Races";
  }

  @Override
  public String description() {
    return "Lets 64 callers ask a server over gRPC for the last label of a budget at the same moment,"
        + " with eight more who look at the balance: one gets it, and 63 are told why not. In every"
        + " fourth race the callers ask for one to three labels while others give labels back and"
        + " set ceilings above and below what is committed. The history of each race, when each"
        + " call began and ended and what it was told, is searched for an order in which the calls"
        + " can have happened one at a time (Wing and Gong, with a memory of the configurations"
        + " that led nowhere). In the end the journal is added up. Threads are not scheduled by the"
        + " seed: it repeats the kinds of the calls only.";
  }

  @Override
  public Effort usualEffort() {
    return Effort.ofRounds(RACES);
  }

  @Override
  public List<ProofResult> run(ProofRun run) throws Exception {
    ProofRun.Watch watch = run.watch();
    try (LocalServer server =
        LocalServer.start(run.folder().resolve("assay.db"), InstantSource.system())) {
      server.makeProject(PROJECT, ServedBudget.PRICE_MICROS, 0, ITEMS);
      Races races = new Races(new ServedBudget(server.client(), PROJECT), run.seed());
      while (watch.allows(races.count()) && races.violations().isEmpty()) {
        races.next();
        if (races.count() % 100 == 0) {
          run.progress().accept(races.toString());
        }
      }
      List<String> violations = new ArrayList<>(races.violations());
      violations.addAll(Books.read(server.client(), PROJECT).violations());
      return List.of(
          new ProofResult(
              "races for a budget", races.toString(), run.seed(), watch.spent(), violations));
    }
  }

  /** A number as it is written on the page. */
  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
