package io.sluice.mqueue;

import io.sluice.fd.internal.OwnedFd;
import io.sluice.libc.FileCalls;
import io.sluice.libc.PosixQueueCalls;

/** Inspects an open queue, which stays open during each call. */
final class QueueInspection {
    private final PosixQueueCalls queues;
    private final FileCalls files;
    private final OwnedFd fd;
    private final String name;

    QueueInspection(PosixQueueCalls queues, FileCalls files, OwnedFd fd, String name) {
        this.queues = queues;
        this.files = files;
        this.fd = fd;
        this.name = name;
    }

    PosixMqAttributes attributes() {
        int number = fd.acquire("mq_getattr");
        try {
            return MqInspection.attributes(queues, number, name);
        } finally {
            fd.release();
        }
    }

    PosixMqPermissions permissions() {
        int number = fd.acquire("statx");
        try {
            return MqInspection.permissions(files, number, name);
        } finally {
            fd.release();
        }
    }

    /** How many names lead to the queue: 1, or 0 if it was unlinked. */
    int links() {
        int number = fd.acquire("statx");
        try {
            return MqInspection.links(files, number, name);
        } finally {
            fd.release();
        }
    }
}
