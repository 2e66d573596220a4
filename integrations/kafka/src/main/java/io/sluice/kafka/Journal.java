package io.sluice.kafka;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Messages on disk that were taken from a queue and are not acknowledged yet. It is bounded, survives the end of the process, and
 * gives what it has to the next bridge that opens it.
 *
 * <pre>{@code
 * try (Journal journal = Journal.open(Path.of("/var/lib/sluice/orders"), 64 << 20, false)) {
 *     journal.damage().forEach(System.err::println);
 * }
 * }</pre>
 *
 * <p>Every record has a checksum. What a power cut or a disk has damaged is told by {@link #damage()}; what is whole is sent. One
 * bridge at a time uses a journal.
 */
public final class Journal implements AutoCloseable {
    private static final long LARGEST_SEGMENT = 4L << 20;
    private static final int SEGMENTS = 4;

    private final JournalFolder folder;
    private final AcknowledgedFile acknowledged;
    private final long capacity;
    private final boolean toDisk;
    private final List<JournalDamage> damage;
    private final UUID id = UUID.randomUUID();
    private final RecordFormat format = new RecordFormat(id);
    /** Oldest first. Guarded by itself. */
    private final Deque<Segment> segments;

    private final JournalReader reader;
    /** The segment that is written. Guarded by the segments. */
    private @Nullable Segment current;

    private ByteBuffer buffer = ByteBuffer.allocateDirect(4096);
    private volatile long last;

    private Journal(
            JournalFolder folder,
            AcknowledgedFile acknowledged,
            Deque<Segment> segments,
            List<JournalDamage> damage,
            long capacity,
            boolean toDisk) {
        this.folder = folder;
        this.acknowledged = acknowledged;
        this.segments = segments;
        this.damage = List.copyOf(damage);
        this.capacity = capacity;
        this.toDisk = toDisk;
        long highest = segments.stream().mapToLong(Segment::last).max().orElse(0);
        last = Math.max(highest, acknowledged.sequence());
        reader = new JournalReader(this::following, acknowledged.sequence());
    }

    /**
     * Opens a journal, and creates its folder if need be.
     *
     * @param folder where its files are. They are for their owner alone (0600, the folder 0700)
     * @param capacity how many bytes its files may have together
     * @param sync whether each message is forced to disk before the next one is taken. Without, a message survives the end of the
     *     process; with it, also a power cut
     * @return the journal, to be closed
     * @throws IOException if the folder cannot be used, or another bridge uses it
     */
    public static Journal open(Path folder, long capacity, boolean sync) throws IOException {
        if (capacity <= 0) {
            throw new IllegalArgumentException("capacity must be above 0, but was " + capacity);
        }
        JournalFolder opened = JournalFolder.open(folder);
        List<JournalDamage> damage = new ArrayList<>();
        Deque<Segment> segments = new ArrayDeque<>();
        AcknowledgedFile acknowledged = null;
        try {
            acknowledged = AcknowledgedFile.open(opened.acknowledged(), damage::add);
            for (Path file : opened.segments()) {
                segments.add(Segment.old(file, (what, at) -> damage.add(new JournalDamage(file, at, what))));
            }
            if (!acknowledged.isKnown()) {
                acknowledged.begin(segments.isEmpty() ? 0 : segments.getFirst().first - 1);
            }
            tellGaps(segments, acknowledged.sequence(), damage);
            Journal journal = new Journal(opened, acknowledged, segments, damage, capacity, sync);
            journal.deleteWithoutMessages();
            return journal;
        } catch (IOException | RuntimeException | Error e) {
            for (Segment each : segments) {
                each.close();
            }
            if (acknowledged != null) {
                acknowledged.close();
            }
            opened.close();
            throw e;
        }
    }

    private static void tellGaps(Deque<Segment> segments, long acknowledged, List<JournalDamage> damage) {
        long before = acknowledged;
        for (Segment each : segments) {
            if (each.first > before + 1) {
                damage.add(new JournalDamage(
                        each.file,
                        0,
                        "messages " + (before + 1) + " to " + (each.first - 1) + " are missing before it"));
            }
            before = Math.max(before, each.last());
        }
    }

    /**
     * What was damaged when it was opened.
     *
     * @return each place; empty if all was whole
     */
    public List<JournalDamage> damage() {
        return damage;
    }

    /**
     * How many messages it has that are not acknowledged.
     *
     * @return 0 or more
     */
    public long size() {
        return Math.max(0, last - acknowledged.sequence());
    }

    /** Fails if messages of this size would never fit. */
    void check(int maxPayload) throws IOException {
        long needed = segmentSize(maxPayload) * 2;
        if (needed > capacity) {
            throw new IOException("the journal " + folder + " of " + capacity + " bytes is too small for messages of "
                    + maxPayload + " bytes: give it " + needed + " bytes or more");
        }
    }

    private long segmentSize(int maxPayload) {
        return Math.max(
                Math.min(LARGEST_SEGMENT, capacity / SEGMENTS), SegmentHeader.BYTES + RecordFormat.size(maxPayload));
    }

    /** Makes room for one more message before it is taken. Returns false if the journal is full. */
    boolean prepare(int maxPayload) throws IOException {
        synchronized (segments) {
            if (current != null && current.hasRoomFor(RecordFormat.size(maxPayload))) {
                return true;
            }
            current = null;
            deleteAcknowledged();
            long size = segmentSize(maxPayload);
            if (segments.stream().mapToLong(each -> each.size).sum() + size > capacity) {
                return false;
            }
            SegmentHeader header = new SegmentHeader(id, last + 1, size);
            current = Segment.create(folder.segment(header.first(), id), header, toDisk);
            segments.addLast(current);
        }
        if (toDisk) {
            folder.force();
        }
        return true;
    }

    /** Appends a message, for which there is room. Used by one thread. */
    void append(long number, byte[] payload) throws IOException {
        Segment into;
        synchronized (segments) {
            into = Objects.requireNonNull(current, "not prepared");
        }
        int size = RecordFormat.size(payload.length);
        if (buffer.capacity() < size) {
            buffer = ByteBuffer.allocateDirect(size);
        }
        long sequence = last + 1;
        buffer.clear();
        format.put(buffer, new JournalRecord(id, sequence, number, payload));
        into.append(buffer.flip(), sequence, toDisk);
        last = sequence;
    }

    /** The next message that was not read yet; null if there is none. Used by one thread. */
    @Nullable
    JournalRecord next() throws IOException {
        return reader.next();
    }

    private @Nullable Segment following(@Nullable Segment behind) {
        synchronized (segments) {
            for (Segment each : segments) {
                if (behind == null || each.first > behind.first) {
                    return each;
                }
            }
            return null;
        }
    }

    /** Forgets all messages up to one. Used by the thread that reads. */
    void acknowledged(long sequence) throws IOException {
        acknowledged.write(sequence);
        synchronized (segments) {
            deleteAcknowledged();
        }
    }

    /** Before the reader begins, which must not find a file deleted. */
    private void deleteWithoutMessages() throws IOException {
        synchronized (segments) {
            for (Segment each : List.copyOf(segments)) {
                if (each.last() < each.first || each.last() <= acknowledged.sequence()) {
                    segments.remove(each);
                    each.delete();
                }
            }
        }
    }

    private void deleteAcknowledged() throws IOException {
        while (!segments.isEmpty()
                && segments.getFirst() != current
                && segments.getFirst().last() <= acknowledged.sequence()) {
            if (toDisk) {
                // Otherwise a power cut could leave a file that asks for messages which are gone.
                acknowledged.force();
            }
            segments.removeFirst().delete();
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (segments) {
            current = null;
            deleteAcknowledged();
            for (Segment each : segments) {
                each.close();
            }
            segments.clear();
        }
        acknowledged.close();
        folder.close();
    }

    @Override
    public String toString() {
        return "Journal(" + folder + ")";
    }
}
