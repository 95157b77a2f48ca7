package dev.assay.reliability.sequence;

/**
 * One step of a sequence: what to do, and four small numbers that say how. What the numbers mean is
 * decided when the step is run, by what has happened until then: so any part of a sequence is a
 * sequence, which is what makes it shrinkable.
 */
public record Command(Verb verb, int project, int a, int b, int c) {
  @Override
  public String toString() {
    return verb + "(" + project + ", " + a + ", " + b + ", " + c + ")";
  }
}
