package io.sluice.trial.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sharedmemory.SysvSharedMemory;
import io.sluice.sharedmemory.SysvSharedMemoryBuilder;
import io.sluice.sysvipc.IpcKey;

/** Keys, sizes and modes of System V shared memory. Nothing here changes a segment, but one that it has made. */
final class SegmentRules {
    private static final int MODES = 0777;

    private SegmentRules() {}

    static void checkSize(long size) {
        SysvSharedMemoryBuilder builder = SysvSharedMemory.builder(IpcKey.PRIVATE);
        boolean refused = Documented.SEGMENT_SIZE.call(() -> builder.size(size)).refused();
        assertThat(refused).isEqualTo(size < 1);
        if (!refused) {
            Documented.Outcome<SysvSharedMemory> created = Documented.SEGMENT_CREATE.call(builder::create);
            if (!created.failed()) {
                SysvSharedMemory segment = created.value();
                try {
                    assertThat(segment.size()).isEqualTo(size);
                    assertThat(segment.status().size()).isEqualTo(size);
                } finally {
                    segment.remove();
                }
            }
        }
    }

    static void checkMode(int mode) {
        assertThat(Documented.SEGMENT_MODE
                        .call(() -> SysvSharedMemory.builder(IpcKey.PRIVATE).mode(mode))
                        .refused())
                .isEqualTo((mode & ~MODES) != 0);
    }

    static void checkId(int id) {
        Documented.Outcome<SysvSharedMemory> opened =
                Documented.SEGMENT_BY_ID.call(() -> SysvSharedMemory.openById(id));
        if (!opened.failed()) {
            assertThat(opened.value().id()).isEqualTo(id);
        }
    }

    static void checkKey(int number) {
        IpcKey key = number == 0 ? IpcKey.PRIVATE : IpcKey.of(number);
        assertThat(Documented.SEGMENT_BUILDER
                        .call(() -> SysvSharedMemory.builder(key))
                        .failed())
                .isFalse();
        assertThat(Documented.SEGMENT_OPEN
                        .call(() -> SysvSharedMemory.open(key))
                        .refused())
                .isEqualTo(key.isPrivate());
    }
}
