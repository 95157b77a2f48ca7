/**
 * What to label next: a strategy says what it wants of the candidates, and {@link
 * dev.assay.sampling.acquire.WaveDesign} makes inclusion probabilities of that and draws. A new
 * strategy is one class here and one line in {@link dev.assay.sampling.acquire.Strategies}.
 */
@NullMarked
package dev.assay.sampling.acquire;

import org.jspecify.annotations.NullMarked;
