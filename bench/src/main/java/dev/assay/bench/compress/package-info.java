/** How well models trained on compressed training sets do. */
@NullMarked
package dev.assay.bench.compress;

import org.jspecify.annotations.NullMarked;
