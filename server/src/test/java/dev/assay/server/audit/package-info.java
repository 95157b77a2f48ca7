/** The reading of the audit log over a real store, without a transport. */
@NullMarked
package dev.assay.server.audit;

import org.jspecify.annotations.NullMarked;
