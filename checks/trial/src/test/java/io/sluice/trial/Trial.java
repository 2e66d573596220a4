package io.sluice.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * How long a trial goes on, and with which seed: {@code -Ptrial} asks for the long form, {@code -Dsluice.trial.scale=0.05}
 * for a twentieth of it, {@code -Dsluice.trial.seed=N} for a run that was seen before.
 */
public final class Trial {

    private static final boolean LONG = Boolean.getBoolean("sluice.trial");

    /** Of the rounds and the time of the long form; never less than those of the short one. */
    private static final double SCALE = Double.parseDouble(System.getProperty("sluice.trial.scale", "1"));

    /** Where they are given, the rounds are others. */
    private static final List<String> SIZES = List.of("race.rounds", "race.seconds", "tries", "fuzz.runs");

    private static final List<String> SEEDS = new ArrayList<>();

    private Trial() {}

    /** True for the long form. */
    public static boolean isLong() {
        return LONG;
    }

    /** True for the long form in its full length. */
    public static boolean isWhole() {
        return LONG && SCALE >= 1;
    }

    /** What makes the numbers of rounds what they are, in words: {@code long} for the long form in its full length. */
    public static String sizes() {
        StringBuilder sizes = new StringBuilder(LONG ? "long" : "short");
        if (LONG && SCALE != 1) {
            sizes.append(" scale=").append(SCALE);
        }
        for (String name : SIZES) {
            String value = System.getProperty("sluice.trial." + name);
            if (value != null) {
                sizes.append(' ').append(name).append('=').append(value);
            }
        }
        return sizes.toString();
    }

    /** As many rounds as this build has time for. */
    public static int rounds(int inEveryBuild, int inTheTrial) {
        return LONG ? (int) Math.max(inEveryBuild, Math.ceil(inTheTrial * SCALE)) : inEveryBuild;
    }

    /** As long as this build has time for. */
    public static Duration duration(Duration inEveryBuild, Duration inTheTrial) {
        Duration scaled = Duration.ofMillis((long) (inTheTrial.toMillis() * SCALE));
        return LONG && scaled.compareTo(inEveryBuild) > 0 ? scaled : inEveryBuild;
    }

    /** A source of chance; its seed goes to the output under {@code what}, and can be given back. */
    public static Random random(String what) {
        Long given = Long.getLong("sluice.trial.seed");
        long seed = given != null ? given : System.nanoTime();
        System.out.println(what + ": -Dsluice.trial.seed=" + seed);
        synchronized (SEEDS) {
            SEEDS.add(Long.toString(seed));
        }
        return new Random(seed);
    }

    /** The seeds that were drawn since the last call. */
    public static List<String> takeSeeds() {
        synchronized (SEEDS) {
            List<String> seeds = List.copyOf(SEEDS);
            SEEDS.clear();
            return seeds;
        }
    }
}
