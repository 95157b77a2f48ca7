/**
 * Clients that work with a server and note what they are told, the server as a process, and the
 * comparison of the two when the server has come back.
 */
@NullMarked
package dev.assay.reliability.load;

import org.jspecify.annotations.NullMarked;
