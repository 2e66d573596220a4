package io.sluice.timerfd;

/** What a timer for a time on the wall clock does when the clock is set. */
public enum ClockStep {
    /** It expires when the clock shows its time, even if the clock was set. */
    FOLLOW,
    /**
     * The same, and the step is reported: the next read returns {@link TimerFd#CLOCK_STEPPED} once ({@code
     * TFD_TIMER_CANCEL_ON_SET}). The timer stays armed.
     */
    REPORT
}
