/**
 * Timers as file descriptors: {@link io.sluice.timerfd.TimerFd} on each of the kernel's clocks. Imports {@code
 * io.sluice.fd} and below, never {@code io.sluice.mqueue}.
 */
@NullMarked
package io.sluice.timerfd;

import org.jspecify.annotations.NullMarked;
