package dev.assay.sampling.quality.method;

/**
 * A model of the pool, fitted.
 *
 * @param name of the method
 * @param weight of its verdicts, greater than 0
 * @param learnt what it has made of the votes
 */
record PoolMember(String name, double weight, Learnt learnt) {}
