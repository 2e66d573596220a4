package io.sluice.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sluice.HandleWatch;
import io.sluice.fd.OpenedHandle;
import io.sluice.libc.Libc;
import io.sluice.libc.MemoryCalls;
import io.sluice.libc.MemoryConstants;
import io.sluice.mapping.internal.MappedRegion;
import io.sluice.testing.Bounds;
import io.sluice.testing.LeakReports;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who unmaps a range: the region, once, or nobody else. The range stays mapped here, so that a second release is counted. */
class MappedRegionTest {
    private static final String NAME = "a range of the tests of regions";
    private static final int PAGE = 1 << 16; // a multiple of the page size of each machine

    private final MemoryCalls calls = Libc.get().memory();
    private final AtomicInteger released = new AtomicInteger();
    private final List<OpenedHandle> opened = new CopyOnWriteArrayList<>();
    private long address;

    @BeforeEach
    void map() {
        int anonymous = MemoryConstants.MAP_PRIVATE | MemoryConstants.MAP_ANONYMOUS;
        address = calls.mmap(0, PAGE, MemoryConstants.PROT_READ, anonymous, -1, 0);
        assertThat(address).isPositive();
    }

    @AfterEach
    void unmap() {
        assertThat(calls.munmap(address, PAGE)).isZero();
    }

    private MappedRegion build() {
        return MappedRegion.of(address, PAGE, NAME, counting(released)).build();
    }

    /** Does not refer to the test, which its extensions keep. */
    private static Runnable counting(AtomicInteger counted) {
        return counted::incrementAndGet;
    }

    private void awaitReleased() {
        Bounds.await("release").until(() -> {
            LeakReports.collectGarbage();
            return released.get() > 0;
        });
        LeakReports.collectGarbage(); // which would find a region that is not ended
        assertThat(released).hasValue(1);
    }

    private void refuse(OpenedHandle handle) {
        if (handle.description().equals(NAME)) { // other tests of this JVM open handles as well
            opened.add(handle);
            throw new IllegalStateException("refused");
        }
    }

    @Test
    @SuppressWarnings("try") // a watch is not used within its block
    void aRangeIsReleasedOnceWhereAListenerRefusesItsHandle() {
        try (HandleWatch watch = HandleWatch.begin(this::refuse)) {
            assertThatIllegalStateException().isThrownBy(this::build).withMessage("refused");
        }
        assertThat(opened).hasSize(1).noneMatch(OpenedHandle::isOpen).noneMatch(OpenedHandle::wasDropped);
        awaitReleased();
    }

    @Test
    void aRangeIsReleasedOnceByWhoClosesItsRegion() {
        MappedRegion region = build();
        region.close();
        region.close();
        awaitReleased();
    }

    @Test
    void aRangeIsReleasedOnceWhereItsRegionIsDropped() {
        drop();
        LeakReports.await(NAME);
        awaitReleased();
    }

    private void drop() {
        assertThat(build().isOpen()).isTrue();
    }
}
