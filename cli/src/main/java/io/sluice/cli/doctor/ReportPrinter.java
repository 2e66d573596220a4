package io.sluice.cli.doctor;

import java.util.List;

/** Makes the lines of a report. */
interface ReportPrinter {
    List<String> lines(Report report);
}
