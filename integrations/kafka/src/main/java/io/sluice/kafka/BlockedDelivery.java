package io.sluice.kafka;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.WaitHandler;
import io.sluice.errno.ErrnoException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A send that waits in the kernel. An interrupted one says whether it was sent, which a cancelled {@code Mono} cannot. */
final class BlockedDelivery extends Delivery implements WaitHandler {
    private volatile @Nullable KernelWait wait;

    private BlockedDelivery() {}

    static Delivery of(Function<WaitHandler, KernelWait> begin) {
        BlockedDelivery delivery = new BlockedDelivery();
        delivery.wait = begin.apply(delivery);
        return delivery;
    }

    @Override
    public void done() {
        sent();
    }

    @Override
    public void notDone(@Nullable ErrnoException cause) {
        if (cause == null) {
            notSent();
        } else {
            failed(cause);
        }
    }

    @Override
    void interrupt() {
        KernelWait begun = wait;
        if (begun != null) {
            begun.interruptAndAwait();
        }
    }
}
