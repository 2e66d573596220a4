/** Streams of what the kernel has: demand, cancel, stop and the ends, and sources that an event loop, a waiting thread or the caller owns. Knows no kind. */
@NullMarked
package io.sluice.reactor.internal.source;

import org.jspecify.annotations.NullMarked;
