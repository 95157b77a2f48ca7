/**
 * A crash at every step: the process that serves a request dies before and after each statement and
 * each commit that the request makes. What is left is opened again, the request is sent again, and
 * everything must be as if nothing had happened.
 */
@NullMarked
package dev.assay.reliability.crash;

import org.jspecify.annotations.NullMarked;
