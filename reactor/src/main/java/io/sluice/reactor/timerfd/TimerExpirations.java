package io.sluice.reactor.timerfd;

/**
 * A timer expired.
 *
 * @param count how many times since the last element, 1 or more
 */
public record TimerExpirations(long count) implements TimerSignal {
    static final TimerExpirations ONE = new TimerExpirations(1);

    static TimerExpirations of(long count) {
        return count == 1 ? ONE : new TimerExpirations(count);
    }
}
