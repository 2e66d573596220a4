package io.sluice.cli.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Finds the names that a misspelt word may stand for. Picocli's own suggestions compare pairs of neighbouring letters: they
 * find nothing for {@code lsit} or {@code sned}, where two letters are swapped.
 */
public final class SimilarNames {
    private static final int MOST = 3;

    private SimilarNames() {}

    /**
     * Asks whether one of these names was meant.
     *
     * @param word what was given
     * @param names what could have been given, in lower case
     * @return the end of one sentence and another one, which is a question; empty if no name is similar
     */
    public static String question(String word, Collection<String> names) {
        return question(of(word.toLowerCase(Locale.ROOT), names));
    }

    static String question(List<String> similar) {
        return similar.isEmpty() ? "" : ". Did you mean '" + String.join("' or '", similar) + "'?";
    }

    /** The names that begin with the word; without any, those with the fewest wrong letters, if these are few. */
    static List<String> of(String word, Collection<String> names) {
        List<String> nearest = new ArrayList<>();
        int least = mistakesAllowed(word);
        for (String name : names) {
            int mistakes = name.startsWith(word) ? 0 : mistakes(word, name);
            if (mistakes < least) {
                nearest.clear();
                least = mistakes;
            }
            if (mistakes == least) {
                nearest.add(name);
            }
        }
        return nearest.subList(0, Math.min(MOST, nearest.size()));
    }

    private static int mistakesAllowed(String word) {
        return 1 + word.length() / 5;
    }

    /** How many letters to insert, delete, replace or swap with the next one (optimal string alignment distance). */
    static int mistakes(String word, String name) {
        if (Math.abs(word.length() - name.length()) > mistakesAllowed(name)) {
            return Integer.MAX_VALUE; // too many; and a very long word takes no time
        }
        int[][] mistakes = new int[word.length() + 1][name.length() + 1];
        for (int i = 0; i <= word.length(); i++) {
            for (int j = 0; j <= name.length(); j++) {
                mistakes[i][j] = i == 0 || j == 0 ? i + j : fewest(word, name, i, j, mistakes);
            }
        }
        return mistakes[word.length()][name.length()];
    }

    private static int fewest(String word, String name, int i, int j, int[][] mistakes) {
        int replaced = mistakes[i - 1][j - 1] + (word.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1);
        int fewest = Math.min(replaced, 1 + Math.min(mistakes[i - 1][j], mistakes[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && word.charAt(i - 1) == name.charAt(j - 2) && word.charAt(i - 2) == name.charAt(j - 1);
        return swapped ? Math.min(fewest, 1 + mistakes[i - 2][j - 2]) : fewest;
    }
}
