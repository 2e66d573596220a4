package io.sluice.cli.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.overview.Fill.Unit;
import io.sluice.cli.overview.Target.Space;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is computed of what the kernel tells. */
class FiguresTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final FoundProcesses NOBODY = new FoundProcesses(List.of(), null, true);

    private static IpcObject queue(long messages, @Nullable Instant sent, @Nullable Instant received) {
        return new IpcObject(
                new ObjectIdentity(ObjectKind.SYSV_QUEUE, "5", null, 5),
                new Fill(messages, 100L, Unit.BYTES, messages),
                null,
                sent,
                received,
                null,
                NOBODY);
    }

    @Test
    void aDeeperQueueHadThatManyMessagesComeAtLeast() {
        assertThat(LeastRates.between(queue(1, null, null), queue(5, null, null), 2))
                .isEqualTo(new LeastRates(2, 0));
        assertThat(LeastRates.between(queue(5, null, null), queue(1, null, null), 2))
                .isEqualTo(new LeastRates(0, 2));
    }

    @Test
    void aSendAndAReceiveThatLeaveTheDepthAsItWasAreKnownByTheirTimes() {
        Instant later = NOON.plusSeconds(1);
        assertThat(LeastRates.between(queue(3, NOON, NOON), queue(3, later, NOON), 1))
                .isEqualTo(new LeastRates(1, 1));
        assertThat(LeastRates.between(queue(3, NOON, NOON), queue(5, NOON, later), 1))
                .isEqualTo(new LeastRates(3, 1));
        assertThat(LeastRates.between(queue(3, NOON, NOON), queue(3, NOON, NOON), 1))
                .isEqualTo(new LeastRates(0, 0));
    }

    @Test
    void whereProcessesAreHiddenANumberIsNotCertain() {
        ProcessUse one = new ProcessUse(1, "init", "r");
        assertThat(new FoundProcesses(List.of(), null, true).text()).isEqualTo("0");
        assertThat(new FoundProcesses(List.of(), null, false).text()).isEqualTo("?");
        assertThat(new FoundProcesses(List.of(one), null, false).text()).isEqualTo("1+");
        assertThat(new FoundProcesses(List.of(one), null, true).text()).isEqualTo("1");
        assertThat(new FoundProcesses(List.of(one), 4L, false).text()).isEqualTo("4");
    }

    @Test
    void whatHasNoLimitIsNotFull() {
        assertThat(new Fill(5L, null, Unit.PERMITS, null).ratio()).isNegative();
        assertThat(Fill.unknown(Unit.BYTES).ratio()).isNegative();
        assertThat(new Fill(5L, 10L, Unit.BYTES, null).ratio()).isEqualTo(0.5);
    }

    @Test
    void mappingsOfSharedMemoryAreTold() {
        Mapping file = Mapping.parsed("7f0000001000-7f0000002000 rw-s 00000000 00:1a 4711    /dev/shm/sem.printer");
        assertThat(file).isNotNull();
        assertThat(file.target()).isEqualTo(new Target(Space.FILE, 0x1a, 4711));
        assertThat(file.contains(0x7f0000001008L)).isTrue();
        assertThat(file.contains(0x7f0000002000L)).isFalse();

        Mapping disk = Mapping.parsed("7f0000001000-7f0000002000 rw-s 00000000 103:234 4711    /home/a b");
        assertThat(disk).isNotNull();
        assertThat(disk.target().device()).isEqualTo(0x210334L);

        Mapping segment =
                Mapping.parsed("7f0000001000-7f0000002000 rw-s 00000000 00:01 32769  /SYSV0000004d (deleted)");
        assertThat(segment).isNotNull();
        assertThat(segment.target()).isEqualTo(Target.sysv(Space.SYSV_MEMORY, 32769));

        assertThat(Mapping.parsed("7f0000001000-7f0000002000 rw-p 00000000 00:1a 4711  /dev/shm/sem.printer"))
                .isNull();
        assertThat(Mapping.parsed("7f0000001000-7f0000002000 rw-s 00000000 00:00 0"))
                .isNull();
    }
}
