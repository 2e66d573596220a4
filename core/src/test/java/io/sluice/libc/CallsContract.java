package io.sluice.libc;

import io.sluice.memory.NativeMemory;
import io.sluice.testing.TestQueues;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the contracts of all families of calls need. */
abstract class CallsContract {
    @RegisterExtension
    protected final TestQueues queues = new TestQueues();

    final String binding;
    final Libc libc;
    final NativeMemory memory = NativeMemory.allocate(512);

    CallsContract(LibcProvider provider) {
        binding = provider.name();
        libc = provider.bind();
    }

    /** An address in memory that lives as long as the test. */
    final long at(int offset) {
        return memory.address() + offset;
    }
}
