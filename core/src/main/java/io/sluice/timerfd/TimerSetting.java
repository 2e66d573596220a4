package io.sluice.timerfd;

import java.time.Duration;

/**
 * When a timer expires next and how often.
 *
 * @param remaining time to the next expiration, from when it was asked, also where the timer was set to a time on its
 *     clock; zero where the timer is disarmed or its only expiration is over
 * @param interval time between further expirations; zero where there are none
 */
public record TimerSetting(Duration remaining, Duration interval) {
    /**
     * Whether an expiration is to come.
     *
     * @return true while armed
     */
    public boolean isArmed() {
        return !remaining.isZero();
    }
}
