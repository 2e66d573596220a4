package io.sluice.reactor.timerfd;

/**
 * Somebody set the wall clock, one or more times. Emitted for timers that were set to report it ({@link
 * io.sluice.timerfd.ClockStep#REPORT}); the timer stays armed and the stream goes on.
 */
public record ClockStepped() implements TimerSignal {}
