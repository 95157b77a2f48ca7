/** Items whose votes leave them in dispute, and who decides them. */
@NullMarked
package dev.assay.server.adjudication;

import org.jspecify.annotations.NullMarked;
