package io.sluice.reactor.inotify;

import io.sluice.errno.ErrnoException;
import io.sluice.inotify.FolderEvent;
import io.sluice.inotify.FolderWatch;
import io.sluice.reactor.internal.source.LoopReader;
import io.sluice.reactor.internal.source.LoopSource;
import org.jspecify.annotations.Nullable;

/** Reads the events of a folder, one for each demand, and closes the watch at the end. */
final class FolderEvents implements LoopReader<FolderEvent> {
    /** So many events in a row, then the other descriptors of the loop have their time slice. */
    private static final int MOST_IN_A_ROW = 256;

    private final FolderWatch watch;

    FolderEvents(FolderWatch watch) {
        this.watch = watch;
    }

    @Override
    public Found take(LoopSource<FolderEvent> source) {
        for (int i = 0; i < MOST_IN_A_ROW; i++) {
            FolderEvent event = read(source);
            if (event == null) {
                return Found.NO_MORE;
            }
            source.emit(event);
        }
        return Found.MORE;
    }

    private @Nullable FolderEvent read(LoopSource<FolderEvent> source) {
        if (!source.mayTake()) {
            return null;
        }
        ErrnoException refused;
        try {
            return watch.tryRead();
        } catch (ErrnoException cause) {
            refused = cause;
        } finally {
            source.endTake();
        }
        source.refused(refused);
        return null;
    }

    @Override
    public void release() {
        watch.close();
    }
}
