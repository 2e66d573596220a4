package io.sluice.reactor.timerfd;

/** The rules of Reactive Streams for a timer's signals where missed ticks are dropped. */
public class TimerSkipVerificationTest extends TimerVerificationTest {
    public TimerSkipVerificationTest() {
        super(MissedTicks.SKIP);
    }
}
