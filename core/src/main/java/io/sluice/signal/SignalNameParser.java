package io.sluice.signal;

import io.sluice.libc.SignalConstants;
import io.sluice.libc.SignalNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From names and numbers that people give to signals; the same on x86-64 and on aarch64. */
final class SignalNameParser {
    /** Other names that {@code <signal.h>} has for them. */
    static final Map<String, String> ALIASES = Map.of("IOT", "ABRT", "CLD", "CHLD", "POLL", "IO");

    private static final int LOWEST = SignalConstants.SIGRTMIN;
    private static final int HIGHEST = SignalConstants.SIGRTMAX;
    private static final int REAL_TIME = HIGHEST - LOWEST;

    private static final Pattern REAL_TIME_NAME = Pattern.compile("RTM(IN\\+|AX-)([0-9]{1,3})");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+");
    /** A message shows no more of what was asked for. */
    private static final int LONGEST_SHOWN = 40;

    private static final int LONGEST_GUESSED = 12;
    private static final double ALIKE = 0.65;

    private SignalNameParser() {}

    static boolean isSignal(long number) {
        return (number >= 1 && number <= SignalNames.STANDARD.size()) || (number >= LOWEST && number <= HIGHEST);
    }

    /** The name without {@code SIG} of a number that {@link #isSignal}. */
    static String of(int number) {
        return Objects.requireNonNull(SignalNames.of(number), "name");
    }

    static int number(String asked) {
        if (NUMBER.matcher(asked).matches()) {
            return checked(asked);
        }
        String upper = upperCase(asked);
        String name = upper.startsWith("SIG") ? upper.substring(3) : upper;
        int standard = SignalNames.STANDARD.indexOf(ALIASES.getOrDefault(name, name));
        if (standard >= 0) {
            return standard + 1;
        }
        if (name.equals("RTMIN") || name.equals("RTMAX")) {
            return name.equals("RTMIN") ? LOWEST : HIGHEST;
        }
        Matcher realTime = REAL_TIME_NAME.matcher(name);
        if (realTime.matches()) {
            return realTime(asked, realTime.group(1).equals("IN+"), Integer.parseInt(realTime.group(2)));
        }
        throw new NoSuchSignalException("There is no signal '" + shown(asked) + "'." + suggestion(name));
    }

    /** Of ASCII letters alone: the upper case of some other letters is an I or an S as well. */
    private static String upperCase(String asked) {
        return asked.chars().allMatch(letter -> letter < 0x80) ? asked.toUpperCase(Locale.ROOT) : asked;
    }

    private static String shown(String asked) {
        return asked.length() <= LONGEST_SHOWN ? asked : asked.substring(0, LONGEST_SHOWN) + "...";
    }

    private static int realTime(String asked, boolean fromLowest, int distance) {
        if (distance > REAL_TIME) {
            throw new NoSuchSignalException(
                    "There is no signal '" + asked + "': the real-time signals are RTMIN to RTMIN+" + REAL_TIME
                            + ", or RTMAX-" + REAL_TIME + " to RTMAX.");
        }
        return fromLowest ? LOWEST + distance : HIGHEST - distance;
    }

    private static int checked(String digits) {
        long number;
        try {
            number = Long.parseLong(digits);
        } catch (NumberFormatException tooLong) {
            number = -1;
        }
        if (!isSignal(number)) {
            throw none(digits, number);
        }
        return (int) number;
    }

    static NoSuchSignalException none(String asked, long number) {
        String reason = number == 32 || number == 33
                ? "The C library keeps 32 and 33 for its threads."
                : "The numbers are 1 to " + SignalNames.STANDARD.size() + " and " + LOWEST + " to " + HIGHEST + ".";
        return new NoSuchSignalException("There is no signal " + shown(asked) + ". " + reason);
    }

    private static String suggestion(String name) {
        List<String> near = new ArrayList<>();
        double best = ALIKE;
        for (String known : Stream.concat(SignalNames.STANDARD.stream(), Stream.of("RTMIN", "RTMAX"))
                .collect(Collectors.toList())) {
            double alike = name.length() > LONGEST_GUESSED ? 0 : likeness(name, known);
            if (alike > best) {
                near.clear();
                best = alike;
            }
            if (alike >= best) {
                near.add("SIG" + known);
            }
        }
        return near.isEmpty()
                ? " The names are SIGHUP to SIGSYS, SIGRTMIN+n and SIGRTMAX-n, with or without SIG."
                : " Did you mean " + String.join(" or ", near) + "?";
    }

    /** How much of two words is common to both, in this order: from 0 to 1. */
    private static double likeness(String one, String other) {
        int[][] common = new int[one.length() + 1][other.length() + 1];
        for (int i = 1; i <= one.length(); i++) {
            for (int j = 1; j <= other.length(); j++) {
                common[i][j] = one.charAt(i - 1) == other.charAt(j - 1)
                        ? common[i - 1][j - 1] + 1
                        : Math.max(common[i - 1][j], common[i][j - 1]);
            }
        }
        return 2.0 * common[one.length()][other.length()] / (one.length() + other.length());
    }
}
