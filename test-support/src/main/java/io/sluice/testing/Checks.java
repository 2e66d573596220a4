package io.sluice.testing;

/** Whether this build has the profile "checks": a test of many rounds has fewer of them in an ordinary build. */
public final class Checks {
    private static final boolean ON = Boolean.getBoolean("sluice.checks");

    private Checks() {}

    /** The second number with the profile, and the first one without it. */
    public static int or(int ordinary, int checks) {
        return ON ? checks : ordinary;
    }
}
