package io.sluice.samples.docs;

import io.sluice.mapping.MappedMemory;
import io.sluice.mapping.SharedWord;
import io.sluice.reactor.sharedmemory.WordWatcher;
import io.sluice.sharedmemory.Seal;
import io.sluice.sharedmemory.SharedMemory;
import java.nio.charset.StandardCharsets;

/** The Java of docs/shared-memory.md. */
final class SharedMemorySnippets {
    private SharedMemorySnippets() {}

    static void create() {
        try (SharedMemory prices =
                SharedMemory.builder("/prices").size(4096).mode(0660).openOrCreate()) {
            MappedMemory memory = prices.memory();
            memory.bytes(8, 5).put("hello".getBytes(StandardCharsets.US_ASCII));
            memory.addToInt(0, 1);
        }
    }

    static void change(MappedMemory memory, long price) {
        SharedWord written = memory.word(0);
        memory.setLong(8, price);
        written.getAndAdd(1);
        written.wake(Integer.MAX_VALUE);
    }

    static void watch(MappedMemory memory) {
        WordWatcher.create(memory.word(0))
                .changes()
                .map(change -> memory.getLong(8))
                .subscribe(System.out::println);
    }

    static void seal() {
        try (SharedMemory frames = SharedMemory.anonymous("frames")
                .size(1 << 20)
                .seals(Seal.SHRINK, Seal.GROW)
                .create()) {
            System.out.println("another process opens " + frames.path());
        }
    }
}
