/**
 * System V message queues: keys, messages with types, selectors, status and limits. They have no descriptor, so epoll
 * cannot wait for them. Imports {@code io.sluice.blocking}, {@code io.sluice.libc} and {@code io.sluice.errno}.
 */
@NullMarked
package io.sluice.sysvmsg;

import org.jspecify.annotations.NullMarked;
