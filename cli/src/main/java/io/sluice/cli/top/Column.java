package io.sluice.cli.top;

import io.sluice.cli.command.EscapedText;
import io.sluice.cli.overview.Fill;
import io.sluice.cli.overview.FoundProcesses;
import io.sluice.cli.overview.IpcObject;
import io.sluice.cli.overview.ObjectIdentity;
import io.sluice.cli.overview.ProcessUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The columns from left to right. Where the terminal is narrow, those of less importance are left out. */
enum Column {
    KIND(9, 0, object -> object.identity().kind().label()),
    NAME(14, 0, Column::name),
    FILL(10, 2, Column::bar),
    DEPTH(8, 1, object -> amount(object.fill().depth(), object.fill())),
    LIMIT(8, 3, object -> amount(object.fill().limit(), object.fill())),
    IN(
            "IN/S>=",
            7,
            6,
            object -> rate(object.rates() == null ? null : object.rates().in())),
    OUT(
            "OUT/S>=",
            7,
            7,
            object -> rate(object.rates() == null ? null : object.rates().out())),
    HELD(4, 5, object -> object.holders() == null ? "-" : object.holders().text()),
    WAIT(4, 4, object -> object.waiters().text()),
    WHO(24, 8, Column::who);

    private static final int BAR = 8;
    private static final long KIBI = 1024;
    private static final String UNITS = "KMGTPE";

    private final String title;
    private final int width;
    private final int importance;

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final Function<IpcObject, String> text;

    Column(int width, int importance, Function<IpcObject, String> text) {
        this.title = name();
        this.width = width;
        this.importance = importance;
        this.text = text;
    }

    Column(String title, int width, int importance, Function<IpcObject, String> text) {
        this.title = title;
        this.width = width;
        this.importance = importance;
        this.text = text;
    }

    String title() {
        return title;
    }

    /** In characters; the name and the last column get what is left. */
    int width() {
        return width;
    }

    /** 0 for the most important ones. */
    int importance() {
        return importance;
    }

    String text(IpcObject object) {
        return EscapedText.onOneLine(text.apply(object));
    }

    boolean isNumber() {
        return this != KIND && this != NAME && this != FILL && this != WHO;
    }

    private static String name(IpcObject object) {
        ObjectIdentity identity = object.identity();
        return identity.key() == null ? identity.name() : identity.name() + " " + identity.key();
    }

    private static String bar(IpcObject object) {
        double ratio = object.fullness();
        if (ratio < 0) {
            return "";
        }
        int filled = (int) Math.ceil(ratio * BAR);
        return "[" + "#".repeat(filled) + " ".repeat(BAR - filled) + "]";
    }

    private static String amount(@Nullable Long amount, Fill fill) {
        if (amount == null) {
            return "-";
        }
        boolean isBytes = fill.unit() == Fill.Unit.BYTES && !amount.equals(fill.messages());
        if (!isBytes || amount < 10 * KIBI) {
            return amount.toString();
        }
        long rest = amount;
        int unit = -1;
        while (rest >= 10 * KIBI && unit < UNITS.length() - 1) {
            rest /= KIBI;
            unit++;
        }
        return rest + UNITS.substring(unit, unit + 1);
    }

    private static String rate(@Nullable Double rate) {
        return rate == null ? "-" : String.format(Locale.ROOT, "%.1f", rate);
    }

    private static String who(IpcObject object) {
        List<String> words = new ArrayList<>();
        object.waiters().processes().forEach(each -> words.add("*" + word(each)));
        FoundProcesses holders = object.holders();
        if (holders != null) {
            holders.processes().forEach(each -> words.add(word(each)));
        }
        return String.join(", ", words);
    }

    private static String word(ProcessUse each) {
        return each.pid() + " " + each.command() + " " + each.use();
    }
}
