package io.sluice.cli;

import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessageQueue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which System V queue: by a key, or by its identifier. */
final class SysvQueue extends SysvKey {
    @Option(
            names = "--id",
            paramLabel = "NUMBER",
            converter = WholeNumber.Identifier.class,
            description = "The identifier, as 'sluice sysv list' prints it.")
    private @Nullable Integer id;

    SysvMessageQueue open(SysvAccess access) {
        if (id != null) {
            return SysvMessageQueue.openById(id, access);
        }
        IpcKey key = key();
        if (key == null) {
            throw new IllegalStateException("neither a key nor an identifier"); // the parser has made sure of one
        }
        return SysvMessageQueue.open(key, access);
    }
}
