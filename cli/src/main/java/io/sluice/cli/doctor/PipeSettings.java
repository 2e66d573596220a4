package io.sluice.cli.doctor;

import java.util.List;

/** The limits of pipes and FIFOs. */
final class PipeSettings implements Check {
    private static final int USUAL_CAPACITY = 65_536;
    /** 64 pipes of the usual 16 pages. */
    private static final int FEW_PAGES = 1024;

    private final SystemFiles files;

    PipeSettings(SystemFiles files) {
        this.files = files;
    }

    @Override
    public String area() {
        return "pipes";
    }

    @Override
    public List<Finding> findings() {
        return List.of(
                setting(
                        "fs.pipe-max-size",
                        USUAL_CAPACITY,
                        "a process without CAP_SYS_RESOURCE that asks for a larger capacity gets EPERM",
                        "sysctl -w fs.pipe-max-size=1048576"),
                pages(
                        "fs.pipe-user-pages-soft",
                        "beyond so many pages in all pipes of a user, a new pipe holds 8192 bytes or fewer",
                        "sysctl -w fs.pipe-user-pages-soft=16384"),
                pages(
                        "fs.pipe-user-pages-hard",
                        "beyond so many pages in all pipes of a user, a new pipe fails with ENFILE",
                        "sysctl -w fs.pipe-user-pages-hard=0"));
    }

    private Finding setting(String name, int usual, String effect, String remedy) {
        return files.number(
                name,
                file(name),
                effect,
                value -> new Finding(name, Verdict.OK, Long.toString(value), effect, remedy)
                        .orIf(value < usual, Verdict.WARN));
    }

    private Finding pages(String name, String effect, String remedy) {
        return files.number(
                name,
                file(name),
                effect,
                value -> new Finding(name, Verdict.OK, value == 0 ? "no limit" : Long.toString(value), effect, remedy)
                        .orIf(value > 0 && value < FEW_PAGES, Verdict.WARN));
    }

    private static String file(String name) {
        return "/proc/sys/" + name.replace('.', '/');
    }
}
