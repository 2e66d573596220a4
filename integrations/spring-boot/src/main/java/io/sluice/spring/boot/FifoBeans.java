package io.sluice.spring.boot;

import io.sluice.pipe.Fifo;
import io.sluice.reactor.pipe.Framing;
import io.sluice.reactor.pipe.LineOptions;
import io.sluice.reactor.pipe.PipeReceiver;
import io.sluice.reactor.pipe.PipeReceiverOptions;
import io.sluice.reactor.pipe.PipeSender;
import io.sluice.reactor.pipe.PipeSenderOptions;
import io.sluice.spring.boot.FifoProperties.FifoFraming;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;

/** Makes the beans of FIFOs. */
final class FifoBeans {
    private final SluiceProperties properties;
    private final IpcRuntime runtime;

    FifoBeans(SluiceProperties properties, IpcRuntime runtime) {
        this.properties = properties;
        this.runtime = runtime;
    }

    PipeReceiver<String> lines(String beanName) {
        FifoProperties fifo = properties.fifo(beanName);
        LineOptions options = LineOptions.create().maxBytes(longest(fifo));
        return receiver(beanName, fifo, Framing.text(Framing.lines(options), StandardCharsets.UTF_8));
    }

    PipeReceiver<byte[]> records(String beanName) {
        FifoProperties fifo = properties.fifo(beanName);
        return receiver(
                beanName,
                fifo,
                fifo.framing() == FifoFraming.FIXED
                        ? Framing.fixed(
                                (int) Objects.requireNonNull(fifo.recordSize()).toBytes())
                        : Framing.lengthPrefixed(fifo.prefixBytes(), ByteOrder.BIG_ENDIAN, longest(fifo)));
    }

    private <T> PipeReceiver<T> receiver(String beanName, FifoProperties fifo, Framing<T> framing) {
        PipeReceiverOptions options = PipeReceiverOptions.create()
                .eventLoop(runtime.loop())
                .metrics(runtime.metrics())
                .whenWritersLeft(fifo.whenWritersLeft());
        return opened(beanName, fifo, path -> PipeReceiver.open(path, framing, options));
    }

    PipeSender sender(String beanName) {
        FifoProperties fifo = properties.fifo(beanName);
        PipeSenderOptions options = PipeSenderOptions.create()
                .sending(runtime.sending(fifo.maxInFlight(), fifo.sendTimeout()))
                .whenNoReader(fifo.whenNoReader());
        return opened(beanName, fifo, path -> {
            FifoProperties.find(path); // it opens the FIFO with its first send; where there is none, it shows now
            return PipeSender.create(path, options);
        });
    }

    private static <T> T opened(String beanName, FifoProperties fifo, Function<Path, T> opening) {
        Path path = Objects.requireNonNull(fifo.path());
        return NotOpenedException.naming("sluice.fifos." + beanName + ".path", path, () -> {
            create(path, fifo);
            return opening.apply(path);
        });
    }

    private static void create(Path path, FifoProperties fifo) {
        int mode = fifo.mode() == null ? Fifo.DEFAULT_MODE : Permissions.parse(fifo.mode());
        switch (fifo.open()) {
            case EXISTING -> {}
            case OPEN_OR_CREATE -> createIfMissing(path, fifo, mode);
            case CREATE -> Fifo.create(path, mode);
        }
    }

    /** The other side may have made it, with a mode of its own. */
    private static void createIfMissing(Path path, FifoProperties fifo, int mode) {
        if (fifo.mode() == null) {
            Fifo.createIfMissing(path);
        } else {
            Fifo.createIfMissing(path, mode);
        }
    }

    private static int longest(FifoProperties fifo) {
        return (int) fifo.maxRecordSize().toBytes();
    }
}
