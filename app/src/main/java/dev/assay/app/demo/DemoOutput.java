package dev.assay.app.demo;

/** What is shown while the demo runs. */
interface DemoOutput {
  /** Before the first round. */
  void begin(DemoPlan plan);

  /** After each round. */
  void round(RoundResult result);

  /** After the last. */
  void end(Summary summary);
}
