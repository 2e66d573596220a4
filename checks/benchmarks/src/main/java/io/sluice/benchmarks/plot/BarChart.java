package io.sluice.benchmarks.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Groups of horizontal bars, all of them ratios: the line at 1 is what they are divided by. */
public final class BarChart {
    private static final int WIDTH = 760;
    private static final int LEFT = 150;
    private static final int RIGHT = 60;
    private static final int TOP = 56;
    private static final int BAR = 14;
    private static final int STEP = 17;
    private static final int GROUP_GAP = 34;
    private static final int FOOT = 44;
    private static final int VALUE_GAP = 6;

    /**
     * One bar.
     *
     * @param name whose it is
     * @param median how long it is
     * @param low where its whisker begins
     * @param high where its whisker ends
     */
    public record Bar(String name, double median, double low, double high) {}

    private record Group(String title, List<Bar> bars) {}

    private final String title;
    private final String note;
    private final List<Group> groups = new ArrayList<>();

    /**
     * An empty chart.
     *
     * @param title what it shows, and whether more is better
     * @param note where and when it was measured
     */
    public BarChart(String title, String note) {
        this.title = title;
        this.note = note;
    }

    /**
     * Adds bars.
     *
     * @param name the name above them
     * @param bars the bars
     */
    public void add(String name, List<Bar> bars) {
        groups.add(new Group(name, bars));
    }

    /**
     * Draws it.
     *
     * @return the SVG document
     */
    public String draw() {
        Svg svg = new Svg(WIDTH);
        double scale = (WIDTH - LEFT - RIGHT) / longest();
        double bottom = TOP;
        for (Group group : groups) {
            bottom += GROUP_GAP + group.bars().size() * STEP;
        }
        svg.text(0, 18, "title", title);
        svg.text(0, 36, "note", note);
        double step = longest() > 6 ? 2 : longest() > 3 ? 1 : 0.25;
        for (double at = 0; at <= longest(); at += step) {
            double x = LEFT + at * scale;
            svg.line(x, TOP, x, bottom, at == 1 ? "reference" : "grid");
            svg.text(x, bottom + 16, "note middle", format(at));
        }
        double y = TOP;
        for (Group group : groups) {
            svg.text(0, y + 20, "", group.title());
            y += GROUP_GAP - 6;
            for (Bar bar : group.bars()) {
                draw(svg, bar, y, scale);
                y += STEP;
            }
            y += 6;
        }
        return svg.document(bottom + FOOT, title);
    }

    private static void draw(Svg svg, Bar bar, double y, double scale) {
        double middle = y + BAR / 2.0;
        svg.text(LEFT - VALUE_GAP, y + BAR - 3, "end", bar.name());
        svg.bar(LEFT, y, bar.median() * scale, BAR, colour(bar.name()));
        svg.line(LEFT + bar.low() * scale, middle, LEFT + bar.high() * scale, middle, "whisker");
        double end = Math.max(bar.median(), bar.high()) * scale;
        svg.text(LEFT + end + VALUE_GAP, y + BAR - 3, "", format(bar.median()));
    }

    private double longest() {
        double longest = 1;
        for (Group group : groups) {
            for (Bar bar : group.bars()) {
                longest = Math.max(longest, Math.max(bar.median(), bar.high()));
            }
        }
        return longest;
    }

    private static String colour(String name) {
        boolean second = name.contains("JNA");
        if (name.startsWith("C ")) {
            return name.contains("epoll") ? "c2" : "c";
        }
        return name.startsWith("by hand") ? second ? "hand2" : "hand" : second ? "jna" : "ffm";
    }

    private static String format(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
