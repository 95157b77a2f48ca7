/** The server inside of this process, for what needs no process of its own. */
@NullMarked
package dev.assay.reliability.local;

import org.jspecify.annotations.NullMarked;
