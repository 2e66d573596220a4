package io.sluice.testing;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Holds every test class to leaving no descriptor, no thread and no System V queue behind. Applied to all of them, without being asked for. */
public final class LeakCheck implements BeforeAllCallback, AfterAllCallback {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(LeakCheck.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(NAMESPACE).put(context.getUniqueId(), OpenResources.now());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        OpenResources before = context.getStore(NAMESPACE).remove(context.getUniqueId(), OpenResources.class);
        SysvTestQueues.assertNoneLeft();
        before.awaitNothingMore();
    }
}
