/** The program that people start. */
@NullMarked
package dev.assay.launcher;

import org.jspecify.annotations.NullMarked;
