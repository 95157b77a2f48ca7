/**
 * Lets the disk, the files and the clock fail under a server, and checks what it says meanwhile and
 * what is left afterwards.
 */
@NullMarked
package dev.assay.reliability.fault;

import org.jspecify.annotations.NullMarked;
