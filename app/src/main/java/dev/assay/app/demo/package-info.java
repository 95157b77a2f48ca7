/**
 * The main job on real data, in one command: a server of its own, annotators with a price, a
 * training pipeline, a budget that ends, and the same budget spent at random beside it. Everything
 * goes through the client over TCP, as a platform would.
 *
 * <p>Nothing that is printed depends on the time or on the order of threads: the same seed gives
 * the same output.
 */
@NullMarked
package dev.assay.app.demo;

import org.jspecify.annotations.NullMarked;
