package io.sluice.trial.soak;

import io.sluice.epoll.EventLoop;
import io.sluice.pipe.Fifo;
import io.sluice.pipe.Pipe;
import io.sluice.pipe.PipeReadEnd;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.pipe.Framing;
import io.sluice.reactor.pipe.PipeReceiver;
import io.sluice.reactor.pipe.PipeReceiverOptions;
import io.sluice.reactor.pipe.PipeSender;
import io.sluice.reactor.pipe.PipeSenderOptions;
import io.sluice.reactor.pipe.WhenWritersLeft;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;

/** A FIFO that holds few records: senders that come and go, and a subscriber that is another one each time. */
final class PipeLane extends QueueLane<byte[]> {
    private static final int SIZE = 512;

    private final Path folder;
    private final int number;
    private final Supplier<EventLoop> loops;
    private Path fifo;
    private EventLoop loop;
    private PipeReadEnd end;
    private PipeReceiver<byte[]> receiver;
    private PipeSender sender;
    private int readAhead;

    PipeLane(Totals totals, Path folder, int number, Supplier<EventLoop> loops) {
        super(totals, byte[].class);
        this.folder = folder;
        this.number = number;
        this.loops = loops;
    }

    @Override
    void open() {
        fifo = folder.resolve("fifo-" + number + "-" + totals.openings);
        Fifo.create(fifo);
        end = PipeReadEnd.open(fifo);
        end.capacity(Pipe.PIPE_BUF);
        loop = loops.get();
        receiver = PipeReceiver.create(
                end,
                Framing.fixed(SIZE),
                PipeReceiverOptions.create().eventLoop(loop).whenWritersLeft(WhenWritersLeft.WAIT));
        sender = sender(new Random(number));
        begin(fifo.toString());
    }

    private PipeSender sender(Random random) {
        return PipeSender.create(
                fifo, PipeSenderOptions.create().sending(streamOptions(random).eventLoop(loop)));
    }

    @Override
    void changeSubscriber(Random random) {
        Flux<byte[]> all = endless(receiver.receive());
        switch (random.nextInt(4)) {
            case 0 -> receive(StreamKind.PIPE_ALL, all);
            case 1 -> receive(StreamKind.PIPE_ONE_BY_ONE, all.limitRate(1));
            case 2 -> receive(StreamKind.PIPE_A_FEW, all.take(1 + random.nextInt(MOST_AT_ONCE)));
            default ->
                receive(StreamKind.PIPE_SESSIONS, endless(receiver.sessions()).concatMap(records -> records, 1));
        }
    }

    @Override
    void use(Random random) {
        int count = 1 + random.nextInt(MOST_AT_ONCE);
        switch (random.nextInt(4)) {
            case 0 -> await(sender.sendNow(new byte[SIZE]));
            case 1 -> await(sender.send(new byte[SIZE], PATIENCE));
            case 2 -> {
                sender.close();
                sender = sender(random);
            }
            default ->
                await(sender.send(
                        Flux.range(0, count).map(each -> OutboundMessage.create(ByteBuffer.allocate(SIZE), each))));
        }
    }

    @Override
    boolean isEmpty() {
        return end.readableBytes() == 0;
    }

    /** Of what a subscriber who has cancelled has left, and then of what nobody has read. */
    @Override
    boolean takeOne() {
        if (readAhead > 0) {
            readAhead--;
            return true;
        }
        return end.tryRead(ByteBuffer.allocate(SIZE)) == SIZE;
    }

    @Override
    void close() {
        receiver.stop();
        readAhead = receiver.takeReadAhead().length / SIZE;
        settle();
        sender.close();
        receiver.close();
        end.close();
        Fifo.remove(fifo);
    }
}
