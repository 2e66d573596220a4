package io.sluice.timerfd;

/** What a timer for a time on the wall clock does when somebody sets that clock. */
public enum ClockStep {
    /** It expires when the clock shows its time, however the clock got there. */
    FOLLOW,
    /**
     * The same, and the step itself is told: the next read answers {@link TimerFd#CLOCK_STEPPED} once ({@code
     * TFD_TIMER_CANCEL_ON_SET}). The timer stays armed.
     */
    TELL
}
