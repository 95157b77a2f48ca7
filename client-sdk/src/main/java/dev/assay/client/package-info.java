/** The Java client of an Assay server. */
@NullMarked
package dev.assay.client;

import org.jspecify.annotations.NullMarked;
