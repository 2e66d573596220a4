package io.sluice.reactor.timerfd;

/**
 * What a timer reports: it expired, or somebody set its clock.
 *
 * <pre>{@code
 * TimerReceiver.create(timer).receive().subscribe(signal -> {
 *     if (signal instanceof TimerExpirations expirations) {
 *         System.out.println(expirations.count() + " expirations");
 *     } else if (signal instanceof ClockStepped) {
 *         System.out.println("somebody set the clock");
 *     }
 * });
 * }</pre>
 */
public sealed interface TimerSignal permits TimerExpirations, ClockStepped {}
