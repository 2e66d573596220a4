package io.sluice.reactor.pipe;

/**
 * The bytes of a pipe are not what the framing expects. The bytes that can no longer become a record are in the exception, so
 * nothing is dropped silently.
 *
 * <pre>{@code
 * records.onErrorResume(FramingException.class, broken -> {
 *     System.err.println(broken.getMessage() + " " + broken.bytes().length + " bytes");
 *     return Flux.empty();
 * });
 * }</pre>
 */
public abstract class FramingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The bytes that are in no record. */
    private final byte[] bytes;

    FramingException(String message, byte[] bytes) {
        super(message);
        this.bytes = bytes;
    }

    /**
     * The bytes that were read and are in no record.
     *
     * @return a copy
     */
    public byte[] bytes() {
        return bytes.clone();
    }
}
