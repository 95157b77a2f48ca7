package dev.assay.sampling.acquire;

/**
 * How a wave is drawn: what selects, and what is left to chance.
 *
 * @param strategy what says which candidates' labels are of most use
 * @param explorationShare the part of the draw with equal probabilities, in (0, 1]
 * @param sharpness how much the more useful are preferred, at least 0; see {@link Utilities}
 */
public record Recipe(Strategy strategy, double explorationShare, double sharpness) {}
