package io.sluice.cli.overview;

import io.sluice.cli.overview.Fill.Unit;
import io.sluice.errno.ErrnoException;
import io.sluice.pipe.Fifo;
import io.sluice.pipe.FifoInfo;
import java.nio.file.Path;
import java.util.List;

/**
 * The FIFOs that were named. The kernel tells how full a FIFO is only to a process that has it open. To open it would wake a writer
 * that waits for a reader. So it is asked only while a process that is seen has it open for reading.
 */
final class WatchedFifos {
    private WatchedFifos() {}

    static List<Observed> listed(List<Path> paths) {
        return paths.stream()
                .map(path ->
                        Observed.file(ObjectKind.FIFO, path.toString(), Target.ofFile(path), Fill.unknown(Unit.BYTES)))
                .toList();
    }

    static Fill fill(Observed fifo, List<ProcessUse> holders) {
        if (holders.stream().noneMatch(holder -> holder.use().startsWith("r"))) {
            return fifo.fill();
        }
        try {
            FifoInfo info = Fifo.info(Path.of(fifo.identity().name()));
            return new Fill((long) info.readableBytes(), (long) info.capacity(), Unit.BYTES, null);
        } catch (ErrnoException | IllegalArgumentException notReadableOrGone) {
            return fifo.fill();
        }
    }
}
