package io.sluice.junit;

import io.sluice.fd.OpenedHandle;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Which test or class it is, and whether a stack trace leads through it. */
final class TestPlace {
    private static final String LIBRARY = "io.sluice.";
    private static final List<String> JDK = List.of("java.", "jdk.");

    private final ExtensionContext context;
    private final String className;
    private final Optional<String> methodName;

    TestPlace(ExtensionContext context) {
        this.context = context;
        className = context.getRequiredTestClass().getName();
        methodName = context.getTestMethod().map(Method::getName);
    }

    /** Whether this is the other one, or a part of it. */
    boolean isIn(TestPlace other) {
        Optional<ExtensionContext> outer = Optional.of(context);
        while (outer.isPresent()) {
            if (outer.get().getUniqueId().equals(other.context.getUniqueId())) {
                return true;
            }
            outer = outer.get().getParent();
        }
        return false;
    }

    /** Whether it is a class that is not nested in another one. */
    boolean isOutermost() {
        return methodName.isEmpty()
                && context.getParent().flatMap(ExtensionContext::getTestClass).isEmpty();
    }

    /** Whether the code of this test has opened a handle, also in a lambda expression. */
    boolean opened(OpenedHandle handle) {
        return Arrays.stream(handle.opening().getStackTrace()).anyMatch(this::isHere);
    }

    private boolean isHere(StackTraceElement frame) {
        String method = frame.getMethodName();
        return isInClass(frame)
                && methodName
                        .map(name -> method.equals(name) || method.startsWith("lambda$" + name + "$"))
                        .orElse(true);
    }

    private boolean isInClass(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.equals(className) || name.startsWith(className + "$");
    }

    /** The line that a reader wants to see: of this test, or of the code that has called this library. */
    String describe(Throwable opening) {
        StackTraceElement[] frames = opening.getStackTrace();
        for (int i = 0; i < frames.length; i++) {
            if (isInClass(frames[i]) || !frames[i].getClassName().startsWith(LIBRARY)) {
                // This library is called by somebody before the JDK's frames of a thread or of reflection begin.
                boolean ofJdk = JDK.stream().anyMatch(frames[i].getClassName()::startsWith);
                return "at " + (ofJdk && i > 0 ? frames[i - 1] : frames[i]);
            }
        }
        return "at an unknown place";
    }

    @Override
    public String toString() {
        String simple = className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
        return methodName.map(name -> simple + "." + context.getDisplayName()).orElse(simple);
    }
}
