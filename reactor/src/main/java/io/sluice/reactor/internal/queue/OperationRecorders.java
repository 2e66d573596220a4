package io.sluice.reactor.internal.queue;

import io.sluice.reactor.MeteredObject;
import io.sluice.reactor.MetricsRecorder;
import io.sluice.reactor.OperationRecorder;
import io.sluice.reactor.internal.source.BrokenRecorder;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the targets get to record their operations. It is null where nothing is to be recorded, so that nothing is called. */
public final class OperationRecorders {
    private OperationRecorders() {}

    /** For sends to an object. */
    public static @Nullable OperationRecorder sending(MetricsRecorder metrics, Supplier<MeteredObject> object) {
        return ask(metrics, MetricsRecorder::sending, object);
    }

    /** For acquisitions from an object. */
    public static @Nullable OperationRecorder acquiring(MetricsRecorder metrics, Supplier<MeteredObject> object) {
        return ask(metrics, MetricsRecorder::acquiring, object);
    }

    private static @Nullable OperationRecorder ask(
            MetricsRecorder metrics,
            BiFunction<MetricsRecorder, MeteredObject, OperationRecorder> question,
            Supplier<MeteredObject> object) {
        if (metrics.equals(MetricsRecorder.none())) {
            return null;
        }
        try {
            return question.apply(metrics, object.get());
        } catch (RuntimeException | Error broken) {
            BrokenRecorder.report(broken); // the sender has its object already, and works without
            return null;
        }
    }

    /** Records that something was given back, where there is a recorder. What it throws does not reach who has given back. */
    public static void released(@Nullable OperationRecorder recorder) {
        if (recorder != null) {
            try {
                recorder.released();
            } catch (RuntimeException | Error broken) {
                BrokenRecorder.report(broken);
            }
        }
    }
}
