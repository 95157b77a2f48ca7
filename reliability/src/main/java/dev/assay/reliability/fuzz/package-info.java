/** Any bytes for any RPC of a real server: what it answers, and what it still is afterwards. */
@NullMarked
package dev.assay.reliability.fuzz;

import org.jspecify.annotations.NullMarked;
