/** What gold checks say about an annotator, and what another vote on an item would be worth. */
@NullMarked
package dev.assay.sampling.quality.gold;

import org.jspecify.annotations.NullMarked;
