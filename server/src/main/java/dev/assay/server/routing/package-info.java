/**
 * Which items may be offered to whom: items require tags, and annotators have some.
 *
 * <p>Items that require the same tags have the same route, of which a project has few. So what an
 * annotator may be given is a set of routes, and a bit of a number for each.
 */
@NullMarked
package dev.assay.server.routing;

import org.jspecify.annotations.NullMarked;
