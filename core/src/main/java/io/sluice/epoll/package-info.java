/**
 * The event loop: one thread that waits in {@code epoll_wait} for all its descriptors, runs tasks and keeps time.
 * Imports {@code io.sluice.fd} and below.
 */
@NullMarked
package io.sluice.epoll;

import org.jspecify.annotations.NullMarked;
