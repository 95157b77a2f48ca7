@NullMarked
package dev.assay.sampling;

import org.jspecify.annotations.NullMarked;
