package io.sluice.reactor.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.codec.struct.BooleanField;
import io.sluice.codec.struct.DoubleField;
import io.sluice.codec.struct.FloatField;
import io.sluice.codec.struct.IntField;
import io.sluice.codec.struct.LongField;
import io.sluice.codec.struct.StructBuilder;
import io.sluice.codec.struct.StructCodec;
import io.sluice.codec.struct.ValueField;
import io.sluice.errno.DecodeException;
import io.sluice.junit.RunningProgram;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import io.sluice.testing.TestQueues;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.test.StepVerifier;

/** Structs of a C program as records, and records as structs of a C program. */
class CStructTest {
    private static final int COUNT = 20;

    record Position(double latitude, float height) {
        static final StructCodec<Position> CODEC = codec();

        private static StructCodec<Position> codec() {
            StructBuilder<Position> struct = StructCodec.builder("position");
            DoubleField latitude = struct.float64("latitude", Position::latitude);
            FloatField height = struct.float32("height", Position::height);
            return struct.build(in -> new Position(latitude.get(in), height.get(in)));
        }
    }

    record Reading(
            int kind,
            long timeNanos,
            List<Integer> ports,
            boolean valid,
            Position at,
            List<Position> track,
            int delta,
            String unit) {
        static final StructCodec<Reading> CODEC = codec();

        private static StructCodec<Reading> codec() {
            StructBuilder<Reading> struct = StructCodec.builder("reading");
            IntField kind = struct.uint8("kind", Reading::kind);
            LongField time = struct.int64("time_ns", Reading::timeNanos);
            ValueField<int[]> ports = struct.uint16Array(
                    "ports",
                    3,
                    reading -> reading.ports().stream().mapToInt(each -> each).toArray());
            BooleanField valid = struct.bool("valid", Reading::valid);
            ValueField<Position> at = struct.struct("at", Position.CODEC, Reading::at);
            ValueField<List<Position>> track = struct.structArray("track", 2, Position.CODEC, Reading::track);
            IntField delta = struct.int16("delta", Reading::delta);
            ValueField<String> unit = struct.string("unit", 8, Reading::unit);
            return struct.build(in -> new Reading(
                    kind.get(in),
                    time.get(in),
                    IntStream.of(ports.get(in)).boxed().toList(),
                    valid.get(in),
                    at.get(in),
                    track.get(in),
                    delta.get(in),
                    unit.get(in)));
        }

        static Reading of(int number) {
            return new Reading(
                    200 + number,
                    -5_000_000_000L * number,
                    List.of(65_535 - number, 65_534 - number, 65_533 - number),
                    number % 2 == 0,
                    new Position(number + 0.5, -1.25f),
                    List.of(new Position(1, number), new Position(2, 2.5f)),
                    -number,
                    "m/s");
        }
    }

    record Frame(int version, long number, int check) {
        static final StructCodec<Frame> CODEC = codec();

        private static StructCodec<Frame> codec() {
            StructBuilder<Frame> struct = StructCodec.builder("frame");
            struct.packed().byteOrder(ByteOrder.BIG_ENDIAN);
            IntField version = struct.uint8("version", Frame::version);
            LongField number = struct.uint32("number", Frame::number);
            IntField check = struct.uint16("check", Frame::check);
            return struct.build(in -> new Frame(version.get(in), number.get(in), check.get(in)));
        }
    }

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    private final PosixMessageQueue queue = queues.create(10, 256);

    @Test
    void whatACProgramSendsComesAsRecords() {
        List<PosixMessage> frames = new CopyOnWriteArrayList<>();
        WhenUndecodable<PosixMessage> others = WhenUndecodable.skip(bad -> frames.add(bad.message()));
        try (RunningProgram sender = CProgram.of("struct_peer").start("send", queue.name(), COUNT)) {
            StepVerifier.create(PosixMqReceiver.create(queue)
                            .receive(Reading.CODEC, others)
                            .take(COUNT)
                            .collectList())
                    .expectNext(IntStream.range(0, COUNT).mapToObj(Reading::of).toList())
                    .expectComplete()
                    .verify(Bounds.SOON);
            StepVerifier.create(
                            PosixMqReceiver.create(queue).receive(Frame.CODEC).next())
                    .expectNext(new Frame(1, 0x01020300 + COUNT - 1, 0xfffe))
                    .expectComplete()
                    .verify(Bounds.SOON);
            assertThat(sender.awaitExit(Bounds.SOON).status()).isZero();
        }
        assertThat(others.count()).isEqualTo(COUNT - 1);
        assertThat(frames).allSatisfy(frame -> assertThat(frame.priority()).isEqualTo(3));
    }

    @Test
    void aStructOfAnotherSizeIsAnErrorWithBothSizes() {
        try (RunningProgram sender = CProgram.of("struct_peer").start("send", queue.name(), 1)) {
            StepVerifier.create(PosixMqReceiver.create(queue).receive(Frame.CODEC))
                    .expectErrorSatisfies(error -> assertThat(error)
                            .isInstanceOf(DecodeException.class)
                            .hasMessageContaining(queue.name())
                            .hasMessageContaining(
                                    "A struct frame has 7 bytes, and the message has " + Reading.CODEC.size() + "."))
                    .verify(Bounds.SOON);
            assertThat(sender.awaitExit(Bounds.SOON).status()).isZero();
        }
    }

    @Test
    void aCProgramReadsWhatIsSent() {
        try (RunningProgram receiver = CProgram.of("struct_peer").start("receive", queue.name())) {
            StepVerifier.create(
                            PosixMqSender.create(queue).encoding(Reading.CODEC).send(Reading.of(3)))
                    .expectComplete()
                    .verify(Bounds.SOON);
            RunningProgram.Exit exit = receiver.awaitExit(Bounds.SOON);
            assertThat(exit.output().strip())
                    .isEqualTo("203 -15000000000 65532,65531,65530 0 3.5/-1.25 1/3 2/2.5 -3 m/s");
            assertThat(exit.status()).isZero();
        }
    }
}
