@NullMarked
package dev.assay.sampling.learn;

import org.jspecify.annotations.NullMarked;
