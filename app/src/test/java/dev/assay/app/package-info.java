/** What tests of several packages share. */
@NullMarked
package dev.assay.app;

import org.jspecify.annotations.NullMarked;
