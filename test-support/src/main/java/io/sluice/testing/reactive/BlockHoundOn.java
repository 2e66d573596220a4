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
        BlockHound.install();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // Loading this class has done it.
    }
}
