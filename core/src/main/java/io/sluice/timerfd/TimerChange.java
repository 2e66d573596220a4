package io.sluice.timerfd;

/**
 * What setting a timer found.
 *
 * @param previous how the timer was set before
 * @param clockStepped true if the timer is one that tells of steps of the wall clock, and there was one that nobody was
 *     told of yet: this is the telling. The new setting holds nevertheless; a time that was reckoned from the wall clock
 *     before may be worth reckoning again
 */
public record TimerChange(TimerSetting previous, boolean clockStepped) {}
