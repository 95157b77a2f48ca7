/**
 * Second opinions of how models err, formed in the background for the waves that estimates rest on.
 */
@NullMarked
package dev.assay.server.opinion;

import org.jspecify.annotations.NullMarked;
