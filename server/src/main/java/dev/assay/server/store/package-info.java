/**
 * What is kept, as rows and tables, and how it is read and changed. {@link
 * dev.assay.server.store.Store} is the door: {@link dev.assay.server.store.Store#write} runs a unit
 * of work inside the writer's next transaction, {@link dev.assay.server.store.Store#read} runs a
 * question against one instant. Engines implement the interfaces; features see only these.
 */
@NullMarked
package dev.assay.server.store;

import org.jspecify.annotations.NullMarked;
