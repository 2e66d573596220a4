package io.sluice.cli.overview;

import io.sluice.cli.message.JsonString;
import io.sluice.cli.message.NamedValues;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A snapshot as a table, and as JSON. */
public final class SnapshotLines {
    private static final String HEADER = String.join(
            "\t",
            "KIND",
            "NAME",
            "KEY",
            "MESSAGES",
            "USED",
            "LIMIT",
            "UNIT",
            "IN-AT-LEAST",
            "OUT-AT-LEAST",
            "LAST-SEND-TIME",
            "LAST-RECEIVE-TIME",
            "HOLDERS",
            "WAITERS",
            "HELD-BY",
            "WAITING");

    private SnapshotLines() {}

    /**
     * A table: a line of names, and a line for each object, with tabs between the columns.
     *
     * @param objects the objects, in this order
     * @return the lines
     */
    public static List<String> table(List<IpcObject> objects) {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        objects.forEach(each -> lines.add(values(each).columns()));
        return lines;
    }

    /**
     * An object of JSON, with a line for each IPC object.
     *
     * @param snapshot when, and what else is known
     * @param objects its objects, in this order
     * @return the lines
     */
    public static List<String> json(Snapshot snapshot, List<IpcObject> objects) {
        List<String> lines = new ArrayList<>();
        lines.add("{\"time\":" + JsonString.of(snapshot.time().toString())
                + ",\"hidden-processes\":" + snapshot.hiddenProcesses()
                + ",\"problems\":"
                + snapshot.problems().stream().map(JsonString::of).collect(Collectors.joining(",", "[", "]"))
                + ",\"objects\":[");
        for (int i = 0; i < objects.size(); i++) {
            lines.add(values(objects.get(i)).json() + (i < objects.size() - 1 ? "," : ""));
        }
        lines.add("]}");
        return lines;
    }

    private static NamedValues values(IpcObject object) {
        LeastRates rates = object.rates();
        FoundProcesses holders = object.holders();
        return new NamedValues()
                .with("kind", object.identity().kind().label())
                .with("name", object.identity().name())
                .with("key", object.identity().key())
                .with("messages", object.fill().messages())
                .with("used", object.fill().used())
                .with("limit", object.fill().limit())
                .with("unit", object.fill().unit().name().toLowerCase(Locale.ROOT))
                .with("in-at-least", rates == null ? null : rounded(rates.in()))
                .with("out-at-least", rates == null ? null : rounded(rates.out()))
                .with("last-send-time", object.lastSendTime())
                .with("last-receive-time", object.lastReceiveTime())
                .withNumber("holders", count(holders), holders == null ? "-" : holders.text())
                .withNumber("waiters", count(object.waiters()), object.waiters().text())
                .withParts("held-by", holders == null ? List.of() : parts(holders))
                .withParts("waiting", parts(object.waiters()));
    }

    private static @Nullable Long count(@Nullable FoundProcesses found) {
        OptionalLong count = found == null ? OptionalLong.empty() : found.count();
        return count.isPresent() ? count.getAsLong() : null;
    }

    private static List<NamedValues> parts(FoundProcesses found) {
        return found.processes().stream()
                .map(each -> new NamedValues()
                        .with("pid", each.pid())
                        .with("command", each.command())
                        .with("use", each.use()))
                .toList();
    }

    private static BigDecimal rounded(double rate) {
        return BigDecimal.valueOf(rate).setScale(1, RoundingMode.HALF_UP);
    }
}
