package io.sluice.cli.sysvsem;

import io.sluice.cli.option.IpcObjectOptions;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.semaphore.SysvSemaphoreSetBuilder;
import io.sluice.sysvipc.IpcKey;
import java.util.function.Function;

/** The options that name a System V semaphore set by its key or by its identifier. */
final class SemaphoreSet extends IpcObjectOptions {
    /** Opens it to change a value. By its key, this waits until it has its values. */
    SysvSemaphoreSet open() {
        return open(key -> SysvSemaphoreSet.builder(key).open());
    }

    /** Opens it to wait for 0. By its key, this waits until it has its values. */
    SysvSemaphoreSet openToRead() {
        return open(key -> SysvSemaphoreSet.builder(key).readOnly().open());
    }

    /** Opens it as it is, whatever its mode. */
    SysvSemaphoreSet find() {
        return open(key -> SysvSemaphoreSet.list().stream()
                .filter(status -> status.key().equals(key))
                .findFirst()
                .map(status -> SysvSemaphoreSet.openById(status.id()))
                .orElseGet(() -> unlisted(key).open()));
    }

    /** There is none, or this kernel does not list it for this user. */
    private static SysvSemaphoreSetBuilder unlisted(IpcKey key) {
        return SysvSemaphoreSet.builder(key).readOnly().acceptUninitialized();
    }

    private SysvSemaphoreSet open(Function<IpcKey, SysvSemaphoreSet> byKey) {
        Integer id = id();
        if (id != null) {
            return SysvSemaphoreSet.openById(id);
        }
        IpcKey key = key();
        if (key == null) {
            throw new IllegalStateException("neither a key nor an identifier"); // the parser requires one of them
        }
        return byKey.apply(key);
    }
}
