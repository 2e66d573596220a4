package io.sluice.cli.message;

import io.sluice.cli.command.StandardOutput;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * Prints what is known of objects, as {@code info} and {@code list} do.
 *
 * @param output where to
 * @param format how
 */
public record ValuesPrinter(StandardOutput output, FormatOption format) {
    /**
     * Prints one object: a line for each value, or an object of JSON.
     *
     * @param object its values
     * @return {@link io.sluice.cli.command.ExitStatus#DONE}
     */
    public Integer info(Publisher<NamedValues> object) {
        Flux<NamedValues> values = Flux.from(object);
        return output.printAll(isJson() ? values.map(NamedValues::json) : values.flatMapIterable(NamedValues::lines));
    }

    /**
     * Prints each object on a line: its values in columns, or an object of JSON.
     *
     * @param <T> the type of the objects
     * @param header the names of the columns; JSON has them in each line
     * @param objects gives the objects; if it fails, nothing is printed
     * @param values gives an object's values, or null if it is gone by now
     * @return {@link io.sluice.cli.command.ExitStatus#DONE}
     */
    public <T> Integer list(
            String header,
            Supplier<? extends Iterable<T>> objects,
            Function<? super T, ? extends @Nullable NamedValues> values) {
        return output.printAll(Flux.defer(() -> {
            Flux<NamedValues> lines = Flux.<T>fromIterable(objects.get()).mapNotNull(values);
            return isJson()
                    ? lines.map(NamedValues::json)
                    : lines.map(NamedValues::columns).startWith(header);
        }));
    }

    private boolean isJson() {
        return format.value() == MessageFormat.JSON;
    }
}
