/**
 * System V message queues: messages with types, selectors, status and limits. They have no descriptor, so epoll cannot
 * watch them. Imports {@code io.sluice.sysvipc}, {@code io.sluice.blocking}, {@code io.sluice.fd.internal}, {@code
 * io.sluice.memory}, {@code io.sluice.libc} and {@code io.sluice.errno}.
 */
@NullMarked
package io.sluice.sysvmsg;

import org.jspecify.annotations.NullMarked;
