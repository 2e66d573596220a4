package io.sluice.samples;

import io.sluice.testing.Checks;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.AnnotationBasedArgumentsProvider;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Runs a test on a sample in Java and on its twin in Kotlin. An ordinary build runs it on the first one alone. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ArgumentsSource(Twins.Samples.class)
public @interface Twins {
    /** The sample, and its twin. */
    Class<?>[] value();

    /** Gives the samples to the test. */
    final class Samples extends AnnotationBasedArgumentsProvider<Twins> {
        @Override
        protected Stream<? extends Arguments> provideArguments(
                ParameterDeclarations parameters, ExtensionContext context, Twins twins) {
            return Stream.of(twins.value())
                    .limit(Checks.or(1, twins.value().length))
                    .map(Arguments::of);
        }
    }
}
