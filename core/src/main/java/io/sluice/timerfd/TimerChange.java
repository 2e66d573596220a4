package io.sluice.timerfd;

/**
 * The result of setting a timer.
 *
 * <pre>{@code
 * TimerChange change = timer.setAfter(Duration.ofSeconds(5));
 * if (change.previous().isArmed()) {
 *     System.out.println("it had " + change.previous().remaining() + " left");
 * }
 * }</pre>
 *
 * @param previous how the timer was set before
 * @param clockStepped true if the timer reports steps of the wall clock, and one had not been reported yet: this result
 *     reports it. The new setting is in force all the same. If its time was computed from the wall clock, it may have to be
 *     computed again
 */
public record TimerChange(TimerSetting previous, boolean clockStepped) {}
