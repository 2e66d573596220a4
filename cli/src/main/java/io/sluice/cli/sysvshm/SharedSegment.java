package io.sluice.cli.sysvshm;

import io.sluice.cli.option.IpcObjectOptions;
import io.sluice.sharedmemory.SysvSharedMemory;
import io.sluice.sysvipc.IpcKey;
import java.util.function.Function;

/** The options that name a System V shared memory segment by its key or by its identifier. */
final class SharedSegment extends IpcObjectOptions {
    /** Opens it to write to it. */
    SysvSharedMemory open() {
        return open(SysvSharedMemory::open);
    }

    /** Opens it to read it. */
    SysvSharedMemory openToRead() {
        return open(SharedSegment::openToRead);
    }

    private static SysvSharedMemory openToRead(IpcKey key) {
        return SysvSharedMemory.builder(key).readOnly().open();
    }

    /** Opens it as it is, whatever its mode. */
    SysvSharedMemory find() {
        return open(key -> SysvSharedMemory.list().stream()
                .filter(status -> status.key().equals(key))
                .findFirst()
                .map(status -> SysvSharedMemory.openById(status.id()))
                .orElseGet(() -> openToRead(key)));
    }

    private SysvSharedMemory open(Function<IpcKey, SysvSharedMemory> byKey) {
        Integer id = id();
        if (id != null) {
            return SysvSharedMemory.openById(id);
        }
        IpcKey key = key();
        if (key == null) {
            throw new IllegalStateException("neither a key nor an identifier"); // the parser requires one of them
        }
        return byKey.apply(key);
    }
}
