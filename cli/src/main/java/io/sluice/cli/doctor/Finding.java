package io.sluice.cli.doctor;

/**
 * One value that a check has found.
 *
 * @param name what it is, by the name that the kernel or its manual page gives it
 * @param verdict whether it is in order
 * @param value the value with its unit, or why it is unknown
 * @param effect what fails where it is not in order
 * @param remedy the command or the step that changes it; empty if there is none
 */
record Finding(String name, Verdict verdict, String value, String effect, String remedy) {
    static Finding unknown(String name, String reason, String effect) {
        return new Finding(name, Verdict.UNKNOWN, reason, effect, "");
    }

    /** Worse than this only if the condition holds. */
    Finding orIf(boolean bad, Verdict worse) {
        return bad && worse.compareTo(verdict) > 0 ? new Finding(name, worse, value, effect, remedy) : this;
    }
}
