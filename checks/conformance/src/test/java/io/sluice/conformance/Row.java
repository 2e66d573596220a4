package io.sluice.conformance;

import java.util.List;

/**
 * A row of the table.
 *
 * @param assertion the assertion's id and text
 * @param tests the tests that hold it, or the note
 * @param jna the result on JNA
 * @param ffm the result on FFM; {@link #UNKNOWN} where it did not run in this build
 */
record Row(String assertion, String tests, String jna, String ffm) {
    static final String UNKNOWN = "?";
    static final String PASSED = "passed";
    static final String SKIPPED = "skipped";
    static final String NOT_RUN = "–";

    String markdown() {
        return "| " + String.join(" | ", assertion, tests, jna, ffm) + " |";
    }

    static Row parse(String markdown) {
        String[] cells = markdown.substring(2, markdown.length() - 2).split(" \\| ", -1);
        if (cells.length != 4) {
            throw new IllegalArgumentException("not four cells: " + markdown);
        }
        return new Row(cells[0], cells[1], cells[2], cells[3]);
    }

    /** Whether a committed row says what this one does, as far as this machine can tell. */
    boolean isSaidBy(Row committed) {
        return committed.assertion.equals(assertion)
                && committed.tests.equals(tests)
                && isSaidBy(jna, committed.jna)
                && isSaidBy(ffm, committed.ffm);
    }

    /**
     * What is skipped here, for want of a privilege or a compiler, may have passed where the table was written. For any
     * other reason it is a fault of the table (see {@link Outcome#isLeftOut}).
     */
    private static boolean isSaidBy(String here, String committed) {
        return here.equals(UNKNOWN) || here.startsWith(SKIPPED) || here.equals(committed);
    }

    boolean isKnown() {
        return List.of(jna, ffm).stream().noneMatch(UNKNOWN::equals);
    }
}
