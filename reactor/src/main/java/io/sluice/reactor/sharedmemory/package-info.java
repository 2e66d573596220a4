/** Waits for changes of words in memory that processes share. */
@NullMarked
package io.sluice.reactor.sharedmemory;

import org.jspecify.annotations.NullMarked;
