package io.sluice.reactor.internal.source;

import io.sluice.reactor.MeteredObject;
import io.sluice.reactor.MetricsRecorder;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the metrics of a receiver's streams are recorded with.
 *
 * @param <T> the type of the elements
 */
public final class Metering<T> {
    private final Supplier<MetricsRecorder> metrics;
    private final Supplier<MeteredObject> object;
    private final ToLongFunction<? super T> bytes;
    /** One for all streams of the receiver. */
    private volatile @Nullable MeteredObject known;

    /** With the recorder, what the streams receive from, and how many bytes an element has. */
    public Metering(
            Supplier<MetricsRecorder> metrics, Supplier<MeteredObject> object, ToLongFunction<? super T> bytes) {
        this.metrics = metrics;
        this.object = object;
        this.bytes = bytes;
    }

    /** The same for elements that have no bytes. */
    public static <T> Metering<T> withoutBytes(Supplier<MetricsRecorder> metrics, Supplier<MeteredObject> object) {
        return new Metering<>(metrics, object, element -> 0);
    }

    /** Records a stream that begins; null where nothing is to be recorded. */
    @Nullable
    StreamMeter<T> begin() {
        MetricsRecorder recorder = metrics.get();
        if (recorder.equals(MetricsRecorder.none())) {
            return null;
        }
        try {
            return new StreamMeter<>(recorder.receiving(object()), bytes);
        } catch (RuntimeException | Error broken) {
            BrokenRecorder.report(broken); // the stream has its source already, and goes on
            return null;
        }
    }

    private MeteredObject object() {
        MeteredObject named = known;
        if (named == null) {
            named = object.get();
            known = named;
        }
        return named;
    }
}
