/**
 * What every engine shares: one writer that commits units of work in groups, and a few readers that
 * never wait for it. An engine brings sessions ({@link dev.assay.server.store.commit.Engine});
 * {@link dev.assay.server.store.commit.GroupCommitStore} makes a store of them.
 */
@NullMarked
package dev.assay.server.store.commit;

import org.jspecify.annotations.NullMarked;
