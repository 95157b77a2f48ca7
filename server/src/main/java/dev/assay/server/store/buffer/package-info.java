/**
 * Write-behind in front of any engine: {@link dev.assay.server.store.buffer.BufferedEngine} holds
 * the rows that every request changes, and facts that spare questions, and writes once a group what
 * the engine would write for every unit of work. Why that is safe is told in {@code KeptRows}.
 */
@NullMarked
package dev.assay.server.store.buffer;

import org.jspecify.annotations.NullMarked;
