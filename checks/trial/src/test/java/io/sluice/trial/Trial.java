package io.sluice.trial;

import java.time.Duration;
import java.util.Random;

/**
 * How long a trial goes on, and with which seed: {@code -Ptrial} asks for the long form, {@code -Dsluice.trial.seed=N}
 * for a run that was seen before.
 */
public final class Trial {

    private static final boolean LONG = Boolean.getBoolean("sluice.trial");

    private Trial() {}

    /** True for the long form. */
    public static boolean isLong() {
        return LONG;
    }

    /** As many rounds as this build has time for. */
    public static int rounds(int inEveryBuild, int inTheTrial) {
        return LONG ? inTheTrial : inEveryBuild;
    }

    /** As long as this build has time for. */
    public static Duration duration(Duration inEveryBuild, Duration inTheTrial) {
        return LONG ? inTheTrial : inEveryBuild;
    }

    /** A source of chance; its seed goes to the output under {@code what}, and can be given back. */
    public static Random random(String what) {
        Long given = Long.getLong("sluice.trial.seed");
        long seed = given != null ? given : System.nanoTime();
        System.out.println(what + ": -Dsluice.trial.seed=" + seed);
        return new Random(seed);
    }
}
