package io.sluice.ring;

import java.util.OptionalLong;

/**
 * What is in a ring, and who reads it, at one moment.
 *
 * <pre>{@code
 * RingStatus status = ring.status();
 * System.out.println(status.usedBytes() + " of " + status.capacity() + " bytes are in use");
 * }</pre>
 *
 * @param version the version of the layout
 * @param producers how many producers it may have
 * @param capacity how many bytes of records it holds
 * @param longestMessage how many bytes the longest message has
 * @param producedBytes how many bytes of records were ever claimed: the position of the tail
 * @param consumedBytes how many were ever given back: the position of the head
 * @param usedBytes how many are in the ring now, with those of messages that are being written
 * @param hasConsumer whether a process reads the ring
 * @param consumerPid the id of that process; empty if there is none, or it cannot be seen, as that of another container
 * @param hasProducer whether the one producer is there; false for {@link ProducerKind#MANY}, who need no lock
 * @param unblocked how many times a consumer has given up what a producer had claimed and not written
 */
public record RingStatus(
        int version,
        ProducerKind producers,
        int capacity,
        int longestMessage,
        long producedBytes,
        long consumedBytes,
        long usedBytes,
        boolean hasConsumer,
        OptionalLong consumerPid,
        boolean hasProducer,
        long unblocked) {}
