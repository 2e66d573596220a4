/**
 * POSIX message queues as non-blocking descriptors: open, create, send, receive, notify, list, limits. Imports {@code
 * io.sluice.fd}, {@code io.sluice.blocking} (for the fair wait) and below.
 */
@NullMarked
package io.sluice.mqueue;

import org.jspecify.annotations.NullMarked;
