package io.sluice.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;

/** What a check has found, for assertions. */
record Findings(List<Finding> all) {
    static Findings of(Check check) {
        return new Findings(check.findings());
    }

    Finding named(String name) {
        List<Finding> found =
                all.stream().filter(finding -> finding.name().equals(name)).toList();
        assertThat(found).as("%s among %s", name, all).hasSize(1);
        assertThat(found.get(0).effect()).isNotEmpty();
        return found.get(0);
    }

    /** Each finding in turn has its verdict. */
    void assertVerdicts(Verdict... verdicts) {
        assertThat(all.stream().map(Finding::verdict)).as("%s", all).containsExactlyElementsOf(Arrays.asList(verdicts));
    }

    void assertAll(Verdict verdict) {
        assertThat(all)
                .isNotEmpty()
                .allSatisfy(finding ->
                        assertThat(finding.verdict()).as(finding.toString()).isEqualTo(verdict));
    }

    /** Whoever is warned can do something. */
    void assertEachHasARemedy() {
        assertThat(all).allSatisfy(finding -> assertThat(finding.remedy()).isNotEmpty());
    }
}
