package io.sluice.samples.orders;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the other process says of itself when it ends.
 *
 * @param sent orders that it sent
 * @param right orders whose one answer came and was right
 * @param wrong answers that were wrong, or came twice
 * @param heldBack how long it was inside {@code mq_send}
 * @param heldBackSends how many of its sends had to wait for room
 */
record Report(int sent, int right, int wrong, Duration heldBack, int heldBackSends) {
    private static final Pattern LINE =
            Pattern.compile("sent=(\\d+) right=(\\d+) wrong=(\\d+) held_back_micros=(\\d+) held_back_sends=(\\d+)\\s*");

    /** Reads the output of a process that has ended. */
    static Report read(String output, int exitStatus) {
        Matcher fields = LINE.matcher(output);
        if (!fields.matches()) {
            throw new IllegalStateException("the other process ended early, with status " + exitStatus);
        }
        return new Report(
                Integer.parseInt(fields.group(1)),
                Integer.parseInt(fields.group(2)),
                Integer.parseInt(fields.group(3)),
                Duration.ofNanos(Long.parseLong(fields.group(4)) * 1000),
                Integer.parseInt(fields.group(5)));
    }

    String line() {
        return "sent=" + sent + " right=" + right + " wrong=" + wrong + " held_back_micros=" + heldBack.toNanos() / 1000
                + " held_back_sends=" + heldBackSends;
    }
}
