/** What several samples share: programs at the other end of a queue, and queues that are unlinked when closed. May import anything. */
@NullMarked
package io.sluice.samples.support;

import org.jspecify.annotations.NullMarked;
