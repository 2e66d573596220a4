package io.sluice.ring;

import io.sluice.blocking.WaitingThreads;
import org.jspecify.annotations.Nullable;

/**
 * How this process uses a ring.
 *
 * @param spinNanos how long a wait looks before it sleeps
 * @param consumerSleepNanos how long a consumer sleeps before it looks by itself
 * @param producerSleepNanos how long a producer does
 * @param unblockNanos when a record that is not written is given up
 * @param threads null for the shared ones
 */
record RingSettings(
        long spinNanos,
        long consumerSleepNanos,
        long producerSleepNanos,
        long unblockNanos,
        @Nullable WaitingThreads threads) {}
