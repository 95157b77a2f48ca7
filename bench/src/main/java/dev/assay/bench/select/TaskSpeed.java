package dev.assay.bench.select;

import dev.assay.bench.verdict.SpeedGoal;

/**
 * How fast a task was.
 *
 * @param task its name, by which peers' times are found
 * @param goal its time beside what was promised
 * @param processorSeconds of all threads; 0 where the machine does not tell
 */
public record TaskSpeed(String task, SpeedGoal goal, double processorSeconds) {}
