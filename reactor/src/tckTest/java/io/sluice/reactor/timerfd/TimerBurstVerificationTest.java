package io.sluice.reactor.timerfd;

/** The rules of Reactive Streams for a timer's signals where each missed tick is an element. */
public class TimerBurstVerificationTest extends TimerVerificationTest {
    public TimerBurstVerificationTest() {
        super(MissedTicks.BURST);
    }
}
