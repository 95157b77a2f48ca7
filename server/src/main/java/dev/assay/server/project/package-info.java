/** ProjectService: what a project is defined by, its defaults and its changes. */
@NullMarked
package dev.assay.server.project;

import org.jspecify.annotations.NullMarked;
