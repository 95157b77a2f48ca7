/** The training pipeline: a classifier of the Tribuo library, fed with what was labelled. */
@NullMarked
package dev.assay.app.demo.learn;

import org.jspecify.annotations.NullMarked;
