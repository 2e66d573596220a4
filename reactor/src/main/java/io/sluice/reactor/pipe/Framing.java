package io.sluice.reactor.pipe;

import io.sluice.codec.MessageCodec;
import io.sluice.reactor.codec.WhenUndecodable;
import io.sluice.reactor.internal.codec.Decoding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Flux;

/**
 * How the bytes of a pipe become elements. A pipe is a stream of bytes and knows no records: the processes at its ends agree on
 * where a record ends.
 *
 * <pre>{@code
 * Framing<String> lines = Framing.text(Framing.lines(), StandardCharsets.UTF_8);
 * Framing<byte[]> structs = Framing.fixed(64);
 * Framing<byte[]> messages = Framing.lengthPrefixed(4, ByteOrder.BIG_ENDIAN, 1_000_000);
 * }</pre>
 *
 * <p>Writers that share a pipe write each record in one {@code write(2)} of at most {@code PIPE_BUF} (4096) bytes. The kernel
 * keeps such records whole. Larger records of several writers may be mixed.
 *
 * <p>Elements are arrays of bytes, or what {@link #text}, {@link #pooled} and {@link #cutLines} say. Immutable, for any number
 * of receivers.
 *
 * @param <T> the type of the elements
 * @see "pipe(7)"
 */
public final class Framing<T> {
    /** The kernel splits what is larger ({@code PIPE_BUF}). */
    private static final int LARGEST_PACKET = 4096;

    private static final int LARGEST_RECORD = 1 << 30;

    private final RecordKind records;
    /** Makes the decoder of one receiver, of the name of its pipe. */
    private final Function<String, Decoder<T>> decoders;
    /** What becomes of the elements of a decoder before a subscriber sees them. */
    private final UnaryOperator<Flux<T>> handling;

    private Framing(RecordKind records, Supplier<Decoder<T>> decoders) {
        this(records, pipe -> decoders.get(), elements -> elements);
    }

    private Framing(RecordKind records, Function<String, Decoder<T>> decoders, UnaryOperator<Flux<T>> handling) {
        this.records = records;
        this.decoders = decoders;
        this.handling = handling;
    }

    private static Framing<byte[]> arrays(RecordKind records) {
        return new Framing<>(records, () -> records.decoder(Elements.ARRAYS));
    }

    /**
     * Buffers as they come: one read of the kernel is one element.
     *
     * @param maxBytes the size of a buffer, from 1 to 1 GiB; a pipe holds 65,536 bytes where nobody has changed that
     * @return the framing
     * @throws IllegalArgumentException if the size is out of range
     * @see "read(2)"
     */
    public static Framing<byte[]> raw(int maxBytes) {
        return arrays(new RecordKind.Raw(checkedSize(maxBytes, "the size of a buffer")));
    }

    /**
     * Packets of writers that have their end in packet mode ({@code O_DIRECT}). What writers in another mode have written comes
     * as with {@link #raw}.
     *
     * @return the framing
     * @see "pipe(2)"
     */
    public static Framing<byte[]> packets() {
        return arrays(new RecordKind.Raw(LARGEST_PACKET));
    }

    /**
     * Records of one size, such as C structs. Nothing is read beyond the records that there is demand for.
     *
     * @param size bytes of a record, from 1 to 1 GiB
     * @return the framing
     * @throws IllegalArgumentException if the size is out of range
     */
    public static Framing<byte[]> fixed(int size) {
        return arrays(new RecordKind.Fixed(checkedSize(size, "the size of a record")));
    }

    /**
     * Records with their length in front, which counts the bytes behind it. Nothing is read beyond the records that there is
     * demand for. The prefix is no part of the element. A length that is negative or over the limit is a {@link
     * RecordLengthException}. Lengths of one and two bytes are unsigned, those of four and eight bytes are signed.
     *
     * @param prefixBytes bytes of the length: 1, 2, 4 or 8
     * @param order the order of these bytes
     * @param maxBytes the largest record without its prefix, from 1 to 1 GiB. A receiver keeps as much memory as the largest
     *     record needed
     * @return the framing
     * @throws IllegalArgumentException if one of the numbers is none of these
     */
    public static Framing<byte[]> lengthPrefixed(int prefixBytes, ByteOrder order, int maxBytes) {
        Objects.requireNonNull(order, "order");
        if (prefixBytes != 1 && prefixBytes != 2 && prefixBytes != 4 && prefixBytes != 8) {
            throw new IllegalArgumentException("the length has 1, 2, 4 or 8 bytes, and not " + prefixBytes);
        }
        checkedSize(maxBytes, "the most bytes of a record");
        return arrays(new RecordKind.Prefixed(prefixBytes, order, maxBytes));
    }

    /**
     * Lines that end with a newline, with the default {@link LineOptions}.
     *
     * @return the framing
     */
    public static Framing<byte[]> lines() {
        return lines(LineOptions.create());
    }

    /**
     * Lines. A line that is too long is a {@link LineTooLongException}. Nobody knows where a line ends before it is read, so a
     * read may bring more than there is demand for, up to the longest line or 8 KiB. The receiver keeps it for later demand and
     * later subscriptions. {@link LineOptions#readAhead(boolean)} turns that off.
     *
     * @param options what a line is
     * @return the framing
     */
    public static Framing<byte[]> lines(LineOptions options) {
        return arrays(new RecordKind.Separated(Objects.requireNonNull(options, "options")));
    }

    /**
     * Lines, of which those that are too long are cut. The element says how much was dropped. Everything else is as for {@link
     * #lines(LineOptions)}.
     *
     * @param options what a line is
     * @return the framing
     */
    public static Framing<CutLine> cutLines(LineOptions options) {
        Objects.requireNonNull(options, "options");
        Elements<CutLine> whole = record -> new CutLine(Elements.array(record), 0);
        return new Framing<>(new RecordKind.Separated(options), () -> new Lines<>(options, whole, CutLine::new));
    }

    /**
     * The same records as text. Bytes that are no characters become the replacement character of the charset's decoder.
     *
     * @param framing a framing of bytes
     * @param charset how the text is encoded
     * @return the framing
     */
    public static Framing<String> text(Framing<byte[]> framing, Charset charset) {
        Elements<String> text = Elements.text(Objects.requireNonNull(charset, "charset"));
        RecordKind records = framing.records;
        return new Framing<>(records, () -> records.decoder(text));
    }

    /**
     * The same records in buffers that are used again, for those who want no allocation. Each receiver has buffers of its own.
     *
     * @param framing a framing of bytes
     * @return the framing
     */
    public static Framing<PooledBuffer> pooled(Framing<byte[]> framing) {
        RecordKind records = framing.records;
        return new Framing<>(records, records::pooledDecoder);
    }

    /**
     * The same records as the objects of a codec, which reads their bytes where they are. A stream fails at a record that cannot
     * be decoded, with {@link io.sluice.errno.DecodeException}, which has the bytes. A new subscription goes on with the next one.
     *
     * <pre>{@code
     * Framing<String> words = Framing.decoded(Framing.lengthPrefixed(2, ByteOrder.BIG_ENDIAN, 4096), MessageCodec.text());
     * }</pre>
     *
     * @param framing a framing of bytes
     * @param codec decodes the records, on the event loop's thread
     * @param <T> the type of the objects
     * @return the framing
     */
    public static <T> Framing<T> decoded(Framing<byte[]> framing, MessageCodec<T> codec) {
        return decoded(framing, codec, WhenUndecodable.fail());
    }

    /**
     * The same records as the objects of a codec. A record that cannot be decoded is no element: another one is taken for the same
     * demand. Everything else is as for {@link #decoded(Framing, MessageCodec)}.
     *
     * @param framing a framing of bytes
     * @param codec decodes the records, on the event loop's thread
     * @param whenUndecodable what to do with a record that cannot be decoded
     * @param <T> the type of the objects
     * @return the framing. Its receivers also fail as {@link WhenUndecodable} says
     */
    public static <T> Framing<T> decoded(
            Framing<byte[]> framing, MessageCodec<T> codec, WhenUndecodable<ByteBuffer> whenUndecodable) {
        Objects.requireNonNull(codec, "codec");
        Objects.requireNonNull(whenUndecodable, "whenUndecodable");
        RecordKind records = framing.records;
        return new Framing<>(
                records,
                pipe -> records.decoder(Elements.decoded(pipe, codec)),
                elements -> Decoding.handle(elements, element -> element, whenUndecodable));
    }

    static int checkedSize(int size, String what) {
        if (size < 1 || size > LARGEST_RECORD) {
            throw new IllegalArgumentException(what + " must be from 1 to " + LARGEST_RECORD + ", but was " + size);
        }
        return size;
    }

    /** A decoder for one receiver. */
    Decoder<T> decoder(String pipe) {
        return decoders.apply(pipe);
    }

    /** What a receiver gives to its subscribers. */
    Flux<T> handled(Flux<T> elements) {
        return handling.apply(elements);
    }

    @Override
    public String toString() {
        return "Framing(" + records + ")";
    }
}
