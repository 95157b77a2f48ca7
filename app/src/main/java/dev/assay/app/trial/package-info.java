/** Compares policies on what a project has labelled already, without buying anything. */
@NullMarked
package dev.assay.app.trial;

import org.jspecify.annotations.NullMarked;
