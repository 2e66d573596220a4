package io.sluice.cli.doctor;

import io.sluice.cli.message.JsonString;
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
        return "{\"name\":" + JsonString.of(finding.name())
                + ",\"verdict\":" + JsonString.of(finding.verdict().label())
                + ",\"value\":" + JsonString.of(finding.value())
                + ",\"effect\":" + JsonString.of(finding.effect())
                + ",\"remedy\":" + JsonString.of(finding.remedy()) + "}";
    }
}
