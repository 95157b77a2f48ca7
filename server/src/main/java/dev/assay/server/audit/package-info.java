/** The audit log: how events are appended, listed and exported. */
@NullMarked
package dev.assay.server.audit;

import org.jspecify.annotations.NullMarked;
