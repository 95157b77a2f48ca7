@NullMarked
package dev.assay.sampling.balance;

import org.jspecify.annotations.NullMarked;
