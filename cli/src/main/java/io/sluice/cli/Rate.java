package io.sluice.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import reactor.core.publisher.Mono;

/**
 * How many messages are taken a second at the most.
 *
 * @param interval from taking one to asking for the next
 */
record Rate(Duration interval) {
    static final Rate UNLIMITED = new Rate(Duration.ZERO);

    /** Completes when the next message may be asked for. */
    Mono<Void> pauseSince(long takenAtNanos) {
        return Mono.defer(() -> {
            Duration left = interval.minusNanos(System.nanoTime() - takenAtNanos);
            return left.isNegative() || left.isZero()
                    ? Mono.empty()
                    : Mono.delay(left).then();
        });
    }

    /** Reads messages a second, such as {@code 10} or {@code 0.5}. */
    static final class Converter implements ITypeConverter<Rate> {
        private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000L);

        @Override
        public Rate convert(String value) {
            if (value.matches("\\d{1,9}(\\.\\d{1,9})?")) {
                BigDecimal perSecond = new BigDecimal(value);
                if (perSecond.signum() > 0) {
                    // Rounded up: at most so many, and never one more.
                    return new Rate(Duration.ofNanos(NANOS_PER_SECOND
                            .divide(perSecond, 0, RoundingMode.CEILING)
                            .longValueExact()));
                }
            }
            throw new TypeConversionException("'" + value + "' is not a rate above zero, such as 10 or 0.5");
        }
    }
}
