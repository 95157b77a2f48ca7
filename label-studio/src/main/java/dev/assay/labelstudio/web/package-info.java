/** What the bridge serves over HTTP: webhook, machine-learning backend, page. */
@NullMarked
package dev.assay.labelstudio.web;

import org.jspecify.annotations.NullMarked;
