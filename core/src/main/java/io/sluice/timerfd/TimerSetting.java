package io.sluice.timerfd;

import java.time.Duration;

/**
 * When a timer expires next and how often.
 *
 * <pre>{@code
 * TimerSetting setting = timer.setting();
 * System.out.println(setting.isArmed() ? "expires in " + setting.remaining() : "disarmed");
 * }</pre>
 *
 * @param remaining time to the next expiration, even if the timer was set to a time on its clock; zero if the timer is
 *     disarmed or its only expiration is over
 * @param interval time between further expirations; zero if there are none
 */
public record TimerSetting(Duration remaining, Duration interval) {
    /**
     * Whether the timer will expire.
     *
     * @return true while armed
     */
    public boolean isArmed() {
        return !remaining.isZero();
    }
}
