package io.sluice.benchmarks.plot;

import java.util.Locale;

/** A drawing in SVG that follows the reader's light or dark theme. Lengths are in pixels, from the upper left corner. */
final class Svg {
    private static final String STYLE = """
            <style>
            text { font: 12px system-ui, sans-serif; fill: #24292f }
            .title { font-size: 15px; font-weight: 600 }
            .note { font-size: 11px; fill: #57606a }
            .end { text-anchor: end }
            .middle { text-anchor: middle }
            .grid { stroke: #d0d7de }
            .reference { stroke: #24292f; stroke-dasharray: 4 3 }
            .whisker { stroke: #24292f }
            .c { fill: #8c959f } .c2 { fill: #57606a }
            .ffm { fill: #0969da } .jna { fill: #54aeff }
            .hand { fill: #bf8700 } .hand2 { fill: #d4a72c }
            @media (prefers-color-scheme: dark) {
            text { fill: #e6edf3 }
            .note { fill: #9198a1 }
            .grid { stroke: #3d444d }
            .reference, .whisker { stroke: #e6edf3 }
            .c { fill: #656c76 } .c2 { fill: #9198a1 }
            .ffm { fill: #4493f8 } .jna { fill: #1f6feb }
            .hand { fill: #d29922 } .hand2 { fill: #9e6a03 }
            }
            </style>
            """;

    private final StringBuilder elements = new StringBuilder();
    private final int width;

    /**
     * Begins a drawing.
     *
     * @param width its width
     */
    Svg(int width) {
        this.width = width;
    }

    void text(double x, double y, String classes, String text) {
        element(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" class=\"%s\">%s</text>", x, y, classes, escaped(text)));
    }

    void bar(double x, double y, double barWidth, double height, String classes) {
        element(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"1.5\" class=\"%s\"/>",
                x,
                y,
                barWidth,
                height,
                classes));
    }

    void line(double x1, double y1, double x2, double y2, String classes) {
        element(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>",
                x1,
                y1,
                x2,
                y2,
                classes));
    }

    private void element(String element) {
        elements.append(element).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** The whole document. */
    String document(double height, String description) {
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %.0f\" role=\"img\" aria-label=\"%s\">%n",
                        width,
                        height,
                        escaped(description).replace("\"", "&quot;"))
                + STYLE + elements + "</svg>\n";
    }
}
