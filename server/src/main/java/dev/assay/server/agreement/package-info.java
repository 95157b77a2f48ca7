/** How far annotators agree with one another. */
@NullMarked
package dev.assay.server.agreement;

import org.jspecify.annotations.NullMarked;
