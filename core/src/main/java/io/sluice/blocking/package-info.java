/**
 * Waiting for what epoll cannot tell: a pooled thread is blocked in one call of the kernel and is called back by a
 * signal. Imports {@code io.sluice.libc} and {@code io.sluice.errno}.
 */
@NullMarked
package io.sluice.blocking;

import org.jspecify.annotations.NullMarked;
