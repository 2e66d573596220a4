package io.sluice.reactor.pipe;

import io.sluice.errno.NoReaderException;
import io.sluice.pipe.PipeWriteEnd;
import io.sluice.pipe.SymbolicLinks;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The write end of the FIFO at a path: opened for the first send, and again behind each reader that has left. A FIFO that was
 * removed and made again is found so, too.
 */
final class FifoWriteEnd implements WriteEndHolder {
    private final Path path;
    private final SymbolicLinks links;
    private final WhenNoReader whenNoReader;
    private final boolean packets;
    private @Nullable PipeWriteEnd end;
    /** Whose reader has left. It stays open until the next one is, so that what is unread stays in the FIFO. */
    private @Nullable PipeWriteEnd former;

    FifoWriteEnd(Path path, PipeSenderOptions options) {
        this.path = path;
        links = options.symbolicLinks();
        whenNoReader = options.whenNoReader();
        packets = options.packets();
    }

    @Override
    public @Nullable PipeWriteEnd open() {
        if (end == null) {
            try {
                PipeWriteEnd opened = PipeWriteEnd.open(path, links);
                end = opened;
                closeFormer();
                if (packets) {
                    opened.packetMode(true);
                }
            } catch (NoReaderException none) {
                if (whenNoReader == WhenNoReader.FAIL) {
                    throw none;
                }
            }
        }
        return end;
    }

    @Override
    public @Nullable PipeWriteEnd current() {
        return end;
    }

    @Override
    public void readerLeft() {
        former = end;
        end = null;
    }

    @Override
    public boolean dropContent() {
        closeFormer(); // the kernel drops what is in a FIFO that no process has open
        return true;
    }

    private void closeFormer() {
        PipeWriteEnd closed = former;
        if (closed != null) {
            former = null;
            closed.close();
        }
    }

    @Override
    public void close() {
        closeFormer();
        PipeWriteEnd closed = end;
        if (closed != null) {
            end = null;
            closed.close();
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
