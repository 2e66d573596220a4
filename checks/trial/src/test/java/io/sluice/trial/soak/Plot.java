package io.sluice.trial.soak;

import java.util.Formatter;
import java.util.Locale;
import java.util.stream.LongStream;

/** The series as an SVG picture: a panel a gauge, each from zero, so that what is flat looks flat. */
final class Plot {
    private static final int WIDTH = 760;
    private static final int PANEL = 110;
    private static final int LEFT = 70;
    private static final int RIGHT = 20;
    private static final int TOP = 28;
    private static final int BOTTOM = 30;

    private final Series series;

    Plot(Series series) {
        this.series = series;
    }

    String svg() {
        Gauges[] gauges = Gauges.values();
        int height = gauges.length * PANEL + BOTTOM;
        Formatter svg = new Formatter(Locale.ROOT);
        svg.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n",
                WIDTH, height);
        int top = 0;
        for (Gauges gauge : gauges) {
            addPanel(svg, gauge, top);
            top += PANEL;
        }
        svg.format(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#333333\">%.0f minutes</text>%n",
                WIDTH - RIGHT, height - 10, lastMinute());
        svg.format("<text x=\"%d\" y=\"%d\" fill=\"#333333\">0</text>%n", LEFT, height - 10);
        return svg + "</svg>\n";
    }

    private void addPanel(Formatter svg, Gauges gauge, int top) {
        long[] values = series.of(gauge);
        long most = Math.max(1, LongStream.of(values).max().orElse(1));
        int floor = top + PANEL;
        svg.format("<text x=\"%d\" y=\"%d\" fill=\"#111111\">%s</text>%n", LEFT, top + TOP - 8, gauge.title());
        svg.format(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#333333\">%,d</text>%n",
                LEFT - 6, top + TOP + 4, most);
        svg.format("<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#333333\">0</text>%n", LEFT - 6, floor);
        svg.format("<path d=\"M%d %dH%d\" stroke=\"#999999\" fill=\"none\"/>%n", LEFT, floor, WIDTH - RIGHT);
        svg.format("<polyline points=\"");
        for (int i = 0; i < values.length; i++) {
            svg.format(i == 0 ? "%.1f,%.1f" : " %.1f,%.1f", x(i), floor - (PANEL - TOP) * (double) values[i] / most);
        }
        svg.format("\" fill=\"none\" stroke=\"#0b5cad\" stroke-width=\"1.5\"/>%n");
    }

    private double x(int sample) {
        return LEFT + (WIDTH - LEFT - RIGHT) * series.minutes().get(sample) / lastMinute();
    }

    private double lastMinute() {
        return Math.max(series.minutes().get(series.size() - 1), Double.MIN_NORMAL);
    }
}
