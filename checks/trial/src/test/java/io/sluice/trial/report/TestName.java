package io.sluice.trial.report;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;

/** What a test is called in the results, whichever engine runs it: {@code kill.KillTest.aKilled[2]}. */
final class TestName {
    private static final Pattern INVOCATION = Pattern.compile("/\\[test-template-invocation:(?:#|%23)(\\d+)]$");
    private static final String TRIAL = "io.sluice.trial.";

    private TestName() {}

    static String of(Class<?> type, String method, String uniqueId) {
        return shortened(type.getName()) + "." + method + invocation(uniqueId);
    }

    static String of(TestIdentifier test) {
        Optional<TestSource> source = test.getSource();
        if (source.isPresent() && source.get() instanceof MethodSource method) {
            return shortened(method.getClassName()) + "." + method.getMethodName() + invocation(test.getUniqueId());
        }
        return source.isPresent() && source.get() instanceof ClassSource type
                ? shortened(type.getClassName())
                : test.getUniqueId();
    }

    /** The kind of trial: the package. */
    static String section(String test) {
        int dot = test.indexOf('.');
        return dot < 0 ? test : test.substring(0, dot);
    }

    /** What a parameterized test is called of which this is an invocation; the same for any other. */
    static String ofAllInvocations(String test) {
        return test.endsWith("]") ? test.substring(0, test.lastIndexOf('[')) : test;
    }

    private static String shortened(String type) {
        return type.startsWith(TRIAL) ? type.substring(TRIAL.length()) : type;
    }

    private static String invocation(String uniqueId) {
        Matcher matcher = INVOCATION.matcher(uniqueId);
        return matcher.find() ? "[" + matcher.group(1) + "]" : "";
    }
}
