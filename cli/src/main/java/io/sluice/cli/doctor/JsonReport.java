package io.sluice.cli.doctor;

import io.sluice.cli.message.JsonString;
import io.sluice.cli.message.NamedValues;
import java.util.ArrayList;
import java.util.List;

/** One JSON object, with a line for each finding. */
final class JsonReport implements ReportPrinter {
    @Override
    public List<String> lines(Report report) {
        List<String> lines = new ArrayList<>();
        lines.add("{\"verdict\":" + JsonString.of(report.worst().label()) + ",\"findings\":[");
        int last = report.findings().size() - 1;
        for (int i = 0; i <= last; i++) {
            lines.add(line(report.findings().get(i)) + (i < last ? "," : ""));
        }
        lines.add("]}");
        return lines;
    }

    private static String line(Finding finding) {
        return new NamedValues()
                .with("name", finding.name())
                .with("verdict", finding.verdict().label())
                .with("value", finding.value())
                .with("effect", finding.effect())
                .with("remedy", finding.remedy())
                .json();
    }
}
