/**
 * Kills the server while clients work with it, and asks afterwards for everything that it has
 * acknowledged.
 */
@NullMarked
package dev.assay.reliability.kill;

import org.jspecify.annotations.NullMarked;
