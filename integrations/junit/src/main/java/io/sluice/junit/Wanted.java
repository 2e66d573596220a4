package io.sluice.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A parameter or field that is to get an object.
 *
 * @param test the test class, from which resources are found
 * @param type its type
 * @param element the parameter or field
 * @param session what all tests of this JVM share
 */
record Wanted(Class<?> test, Class<?> type, AnnotatedElement element, TestSession session) {
    <A extends Annotation> @Nullable A annotation(Class<A> kind) {
        return element.getAnnotation(kind);
    }

    <A extends Annotation> A required(Class<A> kind) {
        return Objects.requireNonNull(element.getAnnotation(kind));
    }

    @Override
    public String toString() {
        return element + " of " + test.getName();
    }
}
