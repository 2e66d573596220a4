package io.sluice.cli.doctor;

import java.util.List;

/** A line for each finding. What is in order needs no explanation. A tab separates the columns. */
final class TextReport implements ReportPrinter {
    @Override
    public List<String> lines(Report report) {
        return report.findings().stream().map(TextReport::line).toList();
    }

    private static String line(Finding finding) {
        String found = String.join("\t", finding.verdict().label(), finding.name(), finding.value());
        if (finding.verdict() == Verdict.OK) {
            return found;
        }
        return finding.remedy().isEmpty()
                ? found + "\t" + finding.effect()
                : String.join("\t", found, finding.effect(), finding.remedy());
    }
}
