package io.sluice.cli.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files of the page, all of them in the jar. */
final class PageFiles {
    /** Named in the page by no version, so that only the pom and this line change with it. */
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/";

    private static final Map<String, PageFile> FILES = Map.of(
            "", new PageFile("text/html; charset=utf-8", "page.html"),
            "page.css", new PageFile("text/css; charset=utf-8", "page.css"),
            "page.js", new PageFile("text/javascript; charset=utf-8", "page.js"),
            "lines.js", new PageFile("text/javascript; charset=utf-8", "lines.js"),
            "tiles.js", new PageFile("text/javascript; charset=utf-8", "tiles.js"),
            "actions.js", new PageFile("text/javascript; charset=utf-8", "actions.js"),
            "icon.svg", new PageFile("image/svg+xml", "icon.svg"),
            "uplot.css", new PageFile("text/css; charset=utf-8", UPLOT + "dist/uPlot.min.css"),
            "uplot.js", new PageFile("text/javascript; charset=utf-8", UPLOT + "dist/uPlot.iife.min.js"),
            "uplot-licence.txt", new PageFile("text/plain; charset=utf-8", UPLOT + "LICENSE"));

    /**
     * A file.
     *
     * @param type its media type
     * @param resource where it is
     */
    record PageFile(String type, String resource) {
        byte[] bytes() {
            try (InputStream file = PageFiles.class.getResourceAsStream(resource)) {
                if (file == null) {
                    throw new IllegalStateException(resource + " is not in the jar");
                }
                return file.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private PageFiles() {}

    /** Null if there is none of this name. */
    static @Nullable PageFile find(String path) {
        return FILES.get(path);
    }
}
