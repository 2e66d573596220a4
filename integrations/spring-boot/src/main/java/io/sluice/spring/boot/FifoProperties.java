package io.sluice.spring.boot;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.pipe.Fifo;
import io.sluice.pipe.FifoInfo;
import io.sluice.reactor.pipe.WhenNoReader;
import io.sluice.reactor.pipe.WhenWritersLeft;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * A FIFO, of which this application is the reader or a writer. It has no bean of its own but a receiver or a sender.
 *
 * @param path Path of the FIFO.
 * @param access Whether to read from the FIFO or to write to it.
 * @param open Whether the FIFO has to be there at start, or is created.
 * @param mode Permissions of a FIFO that is created, such as "0640". If set, one that is there must have them. 0600 where not set.
 * @param framing How bytes become elements: lines of text in UTF-8, or records of bytes.
 * @param recordSize Size of each record, with framing fixed.
 * @param maxRecordSize How long a line or a record with a length is at the most.
 * @param prefixBytes How many bytes the length before a record has, with framing length-prefixed: 1, 2 or 4.
 * @param whenWritersLeft What becomes of streams when the last writer has closed the FIFO.
 * @param whenNoReader What a send does while no process has the FIFO open for reading.
 * @param maxInFlight How many records a stream of sends takes ahead of their results.
 * @param sendTimeout How long each record of a stream of sends waits for room. No limit where not set.
 */
record FifoProperties(
        @Nullable Path path,
        @Nullable FifoAccess access,
        @DefaultValue("existing") Opening open,
        @Nullable String mode,
        @DefaultValue("lines") FifoFraming framing,
        @Nullable DataSize recordSize,
        @DefaultValue("64KB") DataSize maxRecordSize,
        @DefaultValue("4") int prefixBytes,
        @DefaultValue("wait") WhenWritersLeft whenWritersLeft,
        @DefaultValue("wait") WhenNoReader whenNoReader,
        @Nullable Integer maxInFlight,
        @Nullable Duration sendTimeout)
        implements IpcProperties {
    /** The bits of a mode that say the type of the file, as in {@code sys/stat.h}: S_IFMT. */
    private static final int FILE_TYPE = 0170000;
    /** S_IFIFO. */
    private static final int FIFO_TYPE = 0010000;

    /** Which end of the FIFO this application has. */
    enum FifoAccess {
        /** It reads. */
        READ,
        /** It writes. */
        WRITE
    }

    /** How bytes become elements. */
    enum FifoFraming {
        /** Lines of text in UTF-8. */
        LINES,
        /** Records of one size. */
        FIXED,
        /** Records behind their length, in the byte order of networks. */
        LENGTH_PREFIXED
    }

    @Override
    public void check(PropertyProblems problems) {
        if (path == null) {
            problems.missing("path", "Give the path of the FIFO.");
        }
        if (access == null) {
            problems.missing("access", "Say read or write.");
        }
        Permissions.check(problems, mode);
        problems.checkSize("record-size", recordSize);
        problems.checkSize("max-record-size", maxRecordSize);
        if (framing == FifoFraming.FIXED && recordSize == null) {
            problems.missing("record-size", "Records of one size need it.");
        }
        if (prefixBytes != 1 && prefixBytes != 2 && prefixBytes != 4) {
            problems.add("prefix-bytes", prefixBytes, "must be 1, 2 or 4.");
        }
        problems.checkSending(maxInFlight, sendTimeout);
    }

    @Override
    public void define(String beanName, IpcBeanDefinitions definitions) {
        if (access == FifoAccess.WRITE) {
            definitions.define(beanName + "Sender", FifoBeans.class, "sender", beanName);
        } else {
            String method = framing == FifoFraming.LINES ? "lines" : "records";
            definitions.define(beanName + "Receiver", FifoBeans.class, method, beanName);
        }
    }

    @Override
    public Map<String, Object> look(String beanName, BeanFactory beans) {
        Path fifo = Objects.requireNonNull(path);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("path", fifo.toString());
        if (access == FifoAccess.WRITE) {
            find(fifo);
            return details;
        }
        FifoInfo info = Fifo.info(fifo); // opens it for reading, as the receiver has
        details.put("bytes", info.readableBytes());
        details.put("maxBytes", info.capacity());
        return details;
    }

    /**
     * Fails where there is no FIFO. Does not open it, as it would have to for reading: another writer, which waits for a
     * reader, would go on and lose what it writes.
     */
    static void find(Path fifo) {
        String name = fifo.toString();
        try {
            int mode = (int) Files.getAttribute(fifo, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            if ((mode & FILE_TYPE) != FIFO_TYPE) {
                throw new ErrnoException("stat", name, Errno.EINVAL, "This is not a FIFO.");
            }
        } catch (AccessDeniedException e) {
            throw new ErrnoException("stat", name, Errno.EACCES, "This user may not search one of its folders.");
        } catch (IOException e) {
            throw new ErrnoException("stat", name, Errno.ENOENT, "There is no FIFO at this path: create it first.");
        }
    }

    @Override
    public List<Long> holders() {
        return Holders.ofFile(Objects.requireNonNull(path));
    }
}
