/** How far annotators agree with each other beyond chance. */
@NullMarked
package dev.assay.sampling.quality.agreement;

import org.jspecify.annotations.NullMarked;
