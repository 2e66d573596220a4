package io.sluice.samples.orders;

import io.sluice.mqueue.PosixMessage;

/** An order as it travels: a line of text with three numbers. The answer is its number and what it comes to. */
record Order(int id, int quantity, int price) {
    /** The longest order and the longest answer, in bytes. */
    static final int MAX_SIZE = 64;

    private static final int[] PRIORITIES = {5, 10, 5, 3, 7};

    /** The order of a number: {@code orders.c} makes the same ones. */
    static Order of(int id) {
        return new Order(id, 1 + id % 7, 100 + 13 * (id % 50));
    }

    /** Reads what the other process sent. */
    static Order in(PosixMessage message) {
        String[] numbers = message.text().split(" ", -1);
        return new Order(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]));
    }

    PosixMessage message() {
        return PosixMessage.ofText(id + " " + quantity + " " + price, PRIORITIES[id % PRIORITIES.length]);
    }

    PosixMessage answer() {
        return PosixMessage.ofText(id + " " + (long) quantity * price);
    }
}
