@NullMarked
package dev.assay.sampling.quality.gold;

import org.jspecify.annotations.NullMarked;
