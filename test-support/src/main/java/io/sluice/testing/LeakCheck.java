package io.sluice.testing;

import static java.util.Objects.requireNonNull;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Holds every test class to leaving no descriptor, no thread and no System V object behind, and to closing each handle
 * itself. Applied to all of them, without being asked for.
 *
 * <p>A descriptor that is still open behind a class makes it fail. One that the collector has closed meanwhile was
 * reported before that, so the class need not run the collector, unless to say where the handle was opened. What neither
 * sees, since something else of the kind was closed in its place, is found by
 * {@link LastLeakCheck}.
 */
public final class LeakCheck implements BeforeAllCallback, AfterAllCallback {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(LeakCheck.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        LeakReports.begin();
        context.getStore(NAMESPACE).put(context.getUniqueId(), OpenResources.now());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        OpenResources before =
                requireNonNull(context.getStore(NAMESPACE).remove(context.getUniqueId(), OpenResources.class));
        SysvTestQueues.assertNoneLeft();
        SysvTestSets.assertNoneLeft();
        SysvTestSegments.assertNoneLeft();
        if (before.isMoreNow()) {
            LeakReports.collectGarbage();
        }
        before.awaitNothingMore();
        LeakReports.assertNone();
    }
}
