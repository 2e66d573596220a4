package io.sluice.cli.doctor;

import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.MqueueFileSystem;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** The POSIX queues that the mounted file system shows, or not where it is not mounted or may not be read. */
record VisibleQueues(Supplier<List<MqueueFileSystem.Entry>> list) {
    OptionalLong count(ToLongFunction<List<MqueueFileSystem.Entry>> counted) {
        try {
            return OptionalLong.of(counted.applyAsLong(list.get()));
        } catch (ErrnoException | UncheckedIOException notToBeListed) {
            return OptionalLong.empty();
        }
    }
}
