/** Strategies beside each other: learning curves over several seeds, without a server. */
@NullMarked
package dev.assay.app.demo.compare;

import org.jspecify.annotations.NullMarked;
