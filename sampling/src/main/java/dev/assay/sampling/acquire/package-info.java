/**
 * What to label next: strategies score how useful each candidate's label would be, and {@link
 * dev.assay.sampling.acquire.WaveDesign} turns usefulness into inclusion probabilities and draws. A
 * new strategy is one class here and one line in {@link dev.assay.sampling.acquire.Strategies}.
 */
@NullMarked
package dev.assay.sampling.acquire;

import org.jspecify.annotations.NullMarked;
