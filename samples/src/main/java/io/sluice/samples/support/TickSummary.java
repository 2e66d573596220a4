package io.sluice.samples.support;

/**
 * What many ticks come to.
 *
 * @param ticks how many there were
 * @param last the number of the last one
 * @param low the lowest price
 * @param high the highest price
 * @param volume how much was traded, over all instruments
 */
public record TickSummary(long ticks, long last, double low, double high, long volume) {
    /** That of no ticks. */
    public static final TickSummary NONE = new TickSummary(0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0);

    /**
     * Adds one more.
     *
     * @param tick the tick
     * @return the summary with it
     */
    public TickSummary plus(Tick tick) {
        return new TickSummary(
                ticks + 1,
                tick.number(),
                Math.min(low, tick.price()),
                Math.max(high, tick.price()),
                volume + tick.quantity());
    }
}
