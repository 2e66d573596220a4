package io.sluice.reactor.timerfd;

/** What a timer tells: that it expired, or that somebody set the clock it goes by. */
public sealed interface TimerSignal permits TimerExpirations, ClockStepped {}
