package io.sluice.reactor.pipe;

/**
 * The last writer left in the middle of a record, as a process does that was killed while it wrote. The beginning of the record
 * is in {@link #bytes()}.
 *
 * <pre>{@code
 * records.doOnError(PartialRecordException.class, partial -> System.err.println("cut off: " + partial.bytes().length));
 * }</pre>
 */
public final class PartialRecordException extends FramingException {
    private static final long serialVersionUID = 1L;

    PartialRecordException(String expected, byte[] bytes) {
        super(
                "The last writer left in the middle of a record: it wrote " + bytes.length + " bytes of " + expected
                        + ".",
                bytes);
    }
}
