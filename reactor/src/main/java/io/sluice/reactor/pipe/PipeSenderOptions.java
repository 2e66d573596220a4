package io.sluice.reactor.pipe;

import io.sluice.pipe.SymbolicLinks;
import io.sluice.reactor.SenderOptions;
import java.util.Objects;

/**
 * How to send to a pipe or FIFO. Immutable: each method gives new options.
 *
 * <pre>{@code
 * PipeSenderOptions options = PipeSenderOptions.create()
 *         .whenNoReader(WhenNoReader.FAIL)
 *         .sending(SenderOptions.create().sendTimeout(Duration.ofSeconds(1)));
 * PipeSender readings = PipeSender.create(path, options);
 * }</pre>
 */
public final class PipeSenderOptions {
    private static final PipeSenderOptions DEFAULTS =
            new PipeSenderOptions(SenderOptions.create(), false, false, WhenNoReader.WAIT, SymbolicLinks.REFUSE);

    private final SenderOptions sending;
    private final boolean onlyWriter;
    private final boolean packets;
    private final WhenNoReader whenNoReader;
    private final SymbolicLinks symbolicLinks;

    private PipeSenderOptions(
            SenderOptions sending,
            boolean onlyWriter,
            boolean packets,
            WhenNoReader whenNoReader,
            SymbolicLinks symbolicLinks) {
        this.sending = sending;
        this.onlyWriter = onlyWriter;
        this.packets = packets;
        this.whenNoReader = whenNoReader;
        this.symbolicLinks = symbolicLinks;
    }

    /**
     * The defaults: those of {@link SenderOptions}, beside other writers, a stream of bytes and not packets, wait for a reader,
     * no symbolic links.
     *
     * @return the options
     */
    public static PipeSenderOptions create() {
        return DEFAULTS;
    }

    /**
     * What senders of all kinds have: the event loop, the timeout of the records of a stream, and how many are in flight.
     *
     * @param value the options; 32 records are in flight where they name no number
     * @return new options
     */
    public PipeSenderOptions sending(SenderOptions value) {
        Objects.requireNonNull(value, "value");
        return new PipeSenderOptions(value, onlyWriter, packets, whenNoReader, symbolicLinks);
    }

    /**
     * Whether no other sender, in this process or another one, writes to the pipe. Then a record may be longer than {@link
     * io.sluice.pipe.Pipe#PIPE_BUF}: it goes into the pipe in parts, and nothing comes in between.
     *
     * @param value true if this is the only writer; false where this is not called
     * @return new options
     */
    public PipeSenderOptions onlyWriter(boolean value) {
        return new PipeSenderOptions(sending, value, packets, whenNoReader, symbolicLinks);
    }

    /**
     * Whether each record is a packet, which a reader gets as one. A packet has {@link io.sluice.pipe.Pipe#PIPE_BUF} bytes at the
     * most.
     *
     * @param value true for packets; false where this is not called
     * @return new options
     * @see "pipe(2)"
     */
    public PipeSenderOptions packets(boolean value) {
        return new PipeSenderOptions(sending, onlyWriter, value, whenNoReader, symbolicLinks);
    }

    /**
     * What a send does while no process has the FIFO open for reading. Counts for a sender that opens the FIFO by its path.
     *
     * @param value what to do; {@link WhenNoReader#WAIT} where this is not called
     * @return new options
     */
    public PipeSenderOptions whenNoReader(WhenNoReader value) {
        Objects.requireNonNull(value, "value");
        return new PipeSenderOptions(sending, onlyWriter, packets, value, symbolicLinks);
    }

    /**
     * What to do if the path is a symbolic link. Counts for a sender that opens the FIFO by its path.
     *
     * @param value what to do; {@link SymbolicLinks#REFUSE} where this is not called
     * @return new options
     */
    public PipeSenderOptions symbolicLinks(SymbolicLinks value) {
        Objects.requireNonNull(value, "value");
        return new PipeSenderOptions(sending, onlyWriter, packets, whenNoReader, value);
    }

    /**
     * What senders of all kinds have.
     *
     * @return the options
     */
    public SenderOptions sending() {
        return sending;
    }

    /**
     * Whether no other sender writes to the pipe.
     *
     * @return true if this is the only writer
     */
    public boolean onlyWriter() {
        return onlyWriter;
    }

    /**
     * Whether each record is a packet.
     *
     * @return true for packets
     */
    public boolean packets() {
        return packets;
    }

    /**
     * What a send does while no process has the FIFO open for reading.
     *
     * @return what to do
     */
    public WhenNoReader whenNoReader() {
        return whenNoReader;
    }

    /**
     * What to do if the path is a symbolic link.
     *
     * @return what to do
     */
    public SymbolicLinks symbolicLinks() {
        return symbolicLinks;
    }
}
