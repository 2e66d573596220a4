package io.sluice.ring;

/**
 * How many producers a ring may have at once. It is fixed when the ring is created.
 *
 * <pre>{@code
 * Ring prices = Ring.builder("/prices").producers(ProducerKind.ONE).create();
 * }</pre>
 */
public enum ProducerKind {
    /** One, which holds a lock on the ring: Agrona's {@code OneToOneRingBuffer}. It claims room without a compare-and-set. */
    ONE(1),
    /** Any number, in any number of processes: Agrona's {@code ManyToOneRingBuffer}. */
    MANY(2);

    private final int number;

    ProducerKind(int number) {
        this.number = number;
    }

    /** The number in the header of the ring. */
    int number() {
        return number;
    }
}
