package io.sluice.cli.doctor;

import java.util.ArrayList;
import java.util.List;

/** A table of limits. A tab separates the columns, and the first line names them. */
final class LimitTable implements ReportPrinter {
    private static final String HEADER = String.join("\t", "NAME", "VALUE", "EFFECT", "REMEDY");

    @Override
    public List<String> lines(Report report) {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        report.findings().stream().map(LimitTable::line).forEach(lines::add);
        return lines;
    }

    private static String line(Finding finding) {
        String remedy = finding.remedy().isEmpty() ? "-" : finding.remedy();
        return String.join("\t", finding.name(), finding.value(), finding.effect(), remedy);
    }
}
