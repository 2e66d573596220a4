package io.sluice.cli.message;

/** A received message as it is printed: a number, which is its priority or its type, and its payload. */
public final class PrintableMessage {
    private final String numberName;
    private final long number;
    private final byte[] payload;

    /**
     * A message.
     *
     * @param numberName what the number is, such as {@code priority}
     * @param number the number
     * @param payload the payload, which is not copied
     */
    public PrintableMessage(String numberName, long number, byte[] payload) {
        this.numberName = numberName;
        this.number = number;
        this.payload = payload;
    }

    /**
     * A message of a kind that has no number.
     *
     * @param payload the payload, which is not copied
     * @return the message, which only {@link MessageFormat#JSON} prints
     */
    public static PrintableMessage withoutNumber(byte[] payload) {
        return new PrintableMessage("", 0, payload);
    }

    String numberName() {
        return numberName;
    }

    long number() {
        return number;
    }

    byte[] payload() {
        return payload;
    }
}
