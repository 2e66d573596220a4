/**
 * A ring buffer of messages in shared memory, between processes: {@link io.sluice.ring.Ring} is an open one, made and opened by
 * its {@link io.sluice.ring.RingBuilder builder}. Many producers, or one, write messages ({@link io.sluice.ring.RingProducer}),
 * and one consumer reads them ({@link io.sluice.ring.RingConsumer}). A message costs a system call only where the other side
 * sleeps. C programs have the same ring by the header {@code sluice_ring.h}.
 *
 * <p>The records are laid out as by Agrona's {@code ManyToOneRingBuffer} and {@code OneToOneRingBuffer}, which can read and
 * write the same memory. A header before them says what the memory is, and has the words to sleep on.
 *
 * <p>Imports {@code io.sluice.mapping}, {@code io.sluice.files}, {@code io.sluice.blocking} and below, and no other kind.
 */
@NullMarked
package io.sluice.ring;

import org.jspecify.annotations.NullMarked;
