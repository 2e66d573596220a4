package io.sluice.cli.option;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import reactor.core.publisher.Mono;

/** How many messages or records to receive a second. */
public final class RateOption {
    @Option(
            names = "--rate",
            paramLabel = "PER_SECOND",
            converter = Converter.class,
            description = "Receive at most this many per second, such as 10 or 0.5. The others stay where they are.")
    private Duration interval = Duration.ZERO;

    /** Makes the option. */
    public RateOption() {}

    /**
     * Whether there is a rate.
     *
     * @return false for as fast as can be
     */
    public boolean isSet() {
        return !interval.isZero();
    }

    /**
     * The pause before the next receive.
     *
     * @return completes when the interval has passed since this call, at once where there is no rate
     */
    public Mono<Void> pauseFromNow() {
        return pause(interval, System.nanoTime());
    }

    static Mono<Void> pause(Duration interval, long startNanos) {
        return Mono.defer(() -> {
            Duration left = interval.minusNanos(System.nanoTime() - startNanos);
            return left.isNegative() || left.isZero()
                    ? Mono.empty()
                    : Mono.delay(left).then();
        });
    }

    /** Reads messages per second, such as {@code 10} or {@code 0.5}, as the interval between two messages. */
    static final class Converter implements ITypeConverter<Duration> {
        private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000L);

        @Override
        public Duration convert(String value) {
            if (value.matches("\\d{1,9}(\\.\\d{1,9})?")) {
                BigDecimal perSecond = new BigDecimal(value);
                if (perSecond.signum() > 0) {
                    // Rounded up: a shorter interval would be a higher rate.
                    return Duration.ofNanos(NANOS_PER_SECOND
                            .divide(perSecond, 0, RoundingMode.CEILING)
                            .longValueExact());
                }
            }
            throw new TypeConversionException("'" + value + "' is not a rate above zero, such as 10 or 0.5");
        }
    }
}
