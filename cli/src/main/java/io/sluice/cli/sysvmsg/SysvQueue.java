package io.sluice.cli.sysvmsg;

import io.sluice.cli.command.AllowedAccess;
import io.sluice.cli.option.IpcObjectOptions;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessageQueue;

/** The options that name a System V queue by its key or by its identifier. */
final class SysvQueue extends IpcObjectOptions {
    SysvMessageQueue open(SysvAccess access) {
        Integer id = id();
        if (id != null) {
            return SysvMessageQueue.openById(id, access);
        }
        IpcKey key = key();
        if (key == null) {
            throw new IllegalStateException("neither a key nor an identifier"); // the parser requires one of them
        }
        return SysvMessageQueue.open(key, access);
    }

    /** Opens with the preferred access, or with the other one where the first is denied. */
    SysvMessageQueue open(SysvAccess preferred, SysvAccess otherwise) {
        return AllowedAccess.open(this::open, preferred, otherwise);
    }
}
