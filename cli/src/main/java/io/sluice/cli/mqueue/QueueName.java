package io.sluice.cli.mqueue;

import io.sluice.cli.command.AllowedAccess;
import io.sluice.cli.option.NameConverter;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessageQueue;
import picocli.CommandLine.Parameters;

/** The argument that names a POSIX queue. */
final class QueueName {
    @Parameters(
            index = "0",
            paramLabel = "NAME",
            converter = Converter.class,
            description = "The queue's name. It begins with a slash, such as /orders.")
    private String value = "";

    PosixMessageQueue open(PosixAccess access) {
        return PosixMessageQueue.open(value, access);
    }

    /** Opens with the preferred access, or with the other one where the first is denied. */
    PosixMessageQueue open(PosixAccess preferred, PosixAccess otherwise) {
        return AllowedAccess.open(this::open, preferred, otherwise);
    }

    @Override
    public String toString() {
        return value;
    }

    /** Reads a name that the kernel accepts. */
    static final class Converter extends NameConverter {
        Converter() {
            super(PosixMessageQueue::builder);
        }
    }
}
