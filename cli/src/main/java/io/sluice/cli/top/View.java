package io.sluice.cli.top;

import io.sluice.cli.command.EscapedText;
import io.sluice.cli.overview.Fill;
import io.sluice.cli.overview.IpcObject;
import io.sluice.cli.overview.Snapshot;
import io.sluice.cli.overview.SortOrder;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** A snapshot as the lines of a screen. */
final class View {
    /** The title, the names of the columns, what is hidden, and the keys. */
    private static final int OTHER_ROWS = 4;

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());
    private static final String KEYS =
            "q quit  arrows scroll  sort: d depth  n name  k kind  i in  o out  h holders  w waiters";

    private final int width;
    private final int rows;
    private final boolean colours;
    private final Map<Column, Integer> columns = new EnumMap<>(Column.class);

    View(int width, int rows, boolean colours) {
        this.width = width;
        this.rows = rows;
        this.colours = colours;
    }

    List<AttributedString> lines(Snapshot snapshot, SortOrder order, Duration interval, Scroll scroll) {
        List<IpcObject> objects = order.sorted(snapshot.objects());
        int room = room(rows);
        int first = scroll.first(objects.size(), room);
        List<IpcObject> shown = objects.stream().skip(first).limit(room).toList();
        chooseColumns(shown);
        List<AttributedString> lines = new ArrayList<>();
        String range = shown.size() == objects.size() ? "" : (first + 1) + "-" + (first + shown.size()) + " of ";
        lines.add(line(
                "sluice top  " + CLOCK.format(snapshot.time()) + "  " + range + objects.size() + " objects  by "
                        + order.label() + "  every "
                        + interval.toString().substring("PT".length()).toLowerCase(Locale.ROOT),
                AttributedStyle.BOLD));
        lines.add(line(notes(snapshot), style(AttributedStyle.YELLOW)));
        lines.add(row(column -> column.title(), AttributedStyle.INVERSE, AttributedStyle.INVERSE));
        for (IpcObject object : shown) {
            lines.add(row(column -> column.text(object), AttributedStyle.DEFAULT, barStyle(object)));
        }
        while (lines.size() < rows - 1) {
            lines.add(AttributedString.EMPTY);
        }
        lines.add(line(KEYS, AttributedStyle.BOLD));
        return lines.subList(0, Math.min(lines.size(), rows));
    }

    /** How many objects there is room for, on a screen of so many rows. */
    static int room(int rows) {
        return Math.max(0, rows - OTHER_ROWS);
    }

    private static String notes(Snapshot snapshot) {
        String hidden = snapshot.hiddenProcesses() == 0
                ? ""
                : "Processes that cannot be looked into: " + snapshot.hiddenProcesses()
                        + ", so + and ? in HELD and WAIT. ";
        return hidden + String.join(" ", snapshot.problems());
    }

    private AttributedStyle style(int colour) {
        return colours ? AttributedStyle.DEFAULT.foreground(colour) : AttributedStyle.DEFAULT;
    }

    private AttributedStyle barStyle(IpcObject object) {
        double fullness = object.fullness();
        return style(
                fullness >= Fill.FULL
                        ? AttributedStyle.RED
                        : fullness >= Fill.HIGH ? AttributedStyle.YELLOW : AttributedStyle.GREEN);
    }

    /** The most important ones for which there is room; then the names get what they need, and the last column the rest. */
    private void chooseColumns(List<IpcObject> shown) {
        columns.clear();
        int left = width + 1;
        List<Column> byImportance = Stream.of(Column.values())
                .sorted(Comparator.comparingInt(Column::importance))
                .toList();
        for (Column column : byImportance) {
            if (left < column.width() + 1) {
                break;
            }
            columns.put(column, column.width());
            left -= column.width() + 1;
        }
        int longest = shown.stream()
                .mapToInt(object -> cell(Column.NAME.text(object)).columnLength())
                .max()
                .orElse(0);
        int more = Math.max(0, Math.min(left, longest - Column.NAME.width()));
        columns.computeIfPresent(Column.NAME, (name, chosen) -> chosen + more);
        int rest = left - more;
        columns.computeIfPresent(Column.WHO, (who, chosen) -> chosen + rest);
    }

    private interface Text {
        String of(Column column);
    }

    private AttributedString row(Text text, AttributedStyle style, AttributedStyle bar) {
        AttributedStringBuilder line = new AttributedStringBuilder();
        columns.forEach((column, columnWidth) -> {
            AttributedString cell = cell(text.of(column)).columnSubSequence(0, columnWidth);
            String padding = " ".repeat(Math.max(0, columnWidth - cell.columnLength()));
            String separator = line.length() == 0 ? "" : " ";
            String padded = column.isNumber() ? padding + cell : cell + padding;
            line.style(style).append(separator);
            line.style(column == Column.FILL ? bar : style).append(padded);
        });
        return line.toAttributedString().columnSubSequence(0, width);
    }

    private static AttributedString cell(String text) {
        return new AttributedString(text);
    }

    private AttributedString line(String text, AttributedStyle style) {
        return new AttributedString(EscapedText.onOneLine(text), style).columnSubSequence(0, width);
    }
}
