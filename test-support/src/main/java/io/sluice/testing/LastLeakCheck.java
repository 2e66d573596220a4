package io.sluice.testing;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Runs the collector behind the last test of the JVM, whatever engine ran it, and fails where that finds a handle that nobody closed. */
public final class LastLeakCheck implements LauncherSessionListener {
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        LeakReports.begin();
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        LeakReports.collectGarbage();
        LeakReports.assertNone();
    }
}
