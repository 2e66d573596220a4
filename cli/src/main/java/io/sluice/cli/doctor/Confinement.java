package io.sluice.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** In which IPC namespace this process is, and whether calls are filtered. */
final class Confinement implements Check {
    /** {@code PROC_IPC_INIT_INO}: the first namespace has this number in every kernel. */
    private static final String OF_THE_HOST = "ipc:[4026531839]";

    private static final Pattern SECCOMP = Pattern.compile("Seccomp:\\s+(\\d+)\\s*");

    private final SystemFiles files;

    Confinement(SystemFiles files) {
        this.files = files;
    }

    @Override
    public String area() {
        return "IPC namespace";
    }

    @Override
    public List<Finding> findings() {
        return List.of(namespace(), filter());
    }

    private Finding namespace() {
        String effect =
                "two processes meet by the names and keys of queues and of System V objects only in one namespace";
        String remedy = "docker run --ipc=container:NAME";
        try {
            String namespace =
                    Files.readSymbolicLink(files.path("/proc/self/ns/ipc")).toString();
            String whose = namespace.equals(OF_THE_HOST) ? ", the host's" : ", not the host's";
            return new Finding(area(), Verdict.OK, namespace + whose, effect, remedy);
        } catch (IOException | UnsupportedOperationException e) {
            return Finding.unknown(area(), "/proc/self/ns/ipc cannot be read", effect);
        }
    }

    private Finding filter() {
        String name = "seccomp";
        String effect = "calls that the filter refuses fail with EPERM or ENOSYS: the lines of the calls say which";
        OptionalLong mode = files.numberIn("/proc/self/status", SECCOMP);
        return mode.isEmpty()
                ? Finding.unknown(name, "/proc/self/status does not say it", effect)
                : new Finding(name, Verdict.OK, mode.getAsLong() == 0 ? "no filter" : "a filter", effect, "");
    }
}
