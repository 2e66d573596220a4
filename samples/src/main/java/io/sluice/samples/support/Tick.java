package io.sluice.samples.support;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A trade at a market, as {@code ticks.c} sends it: a struct of 24 bytes.
 *
 * @param number its number, from 1
 * @param price at which it was made
 * @param instrument what was traded, 0 to 3
 * @param quantity how many of it
 */
public record Tick(long number, double price, int instrument, int quantity) {
    /** The size of the struct. */
    public static final int SIZE = 24;

    /**
     * Reads the struct.
     *
     * @param struct its bytes, as C has them in memory
     * @return the tick
     */
    public static Tick of(byte[] struct) {
        ByteBuffer fields = ByteBuffer.wrap(struct).order(ByteOrder.nativeOrder());
        return new Tick(fields.getLong(), fields.getDouble(), fields.getInt(), fields.getInt());
    }
}
