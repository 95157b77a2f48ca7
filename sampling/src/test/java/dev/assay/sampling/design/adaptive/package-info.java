@NullMarked
package dev.assay.sampling.design.adaptive;

import org.jspecify.annotations.NullMarked;
