@NullMarked
package dev.assay.sampling.design;

import org.jspecify.annotations.NullMarked;
