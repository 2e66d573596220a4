package io.sluice.testing.reactive;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.blockhound.BlockHound;

/**
 * Installs BlockHound before the first test, for all of them: a call that blocks an event loop's thread then throws. Found
 * by itself, so that no test class can forget it.
 */
public final class BlockHoundOn implements BeforeAllCallback {
    static {
        BlockHound.install(BlockHoundOn::allowQueuesOfTheTck);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // Loading this class has done it.
    }

    /** The subscribers of the TCK put each signal into a queue with a lock, which the test may hold at that moment. */
    private static void allowQueuesOfTheTck(BlockHound.Builder builder) {
        String environment = "org.reactivestreams.tck.TestEnvironment";
        for (String method : new String[] {"add", "complete"}) {
            builder.allowBlockingCallsInside(environment + "$Receptacle", method);
        }
        for (String method : new String[] {"complete", "completeImmediatly"}) {
            builder.allowBlockingCallsInside(environment + "$Promise", method);
        }
    }
}
