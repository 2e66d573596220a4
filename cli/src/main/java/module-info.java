/** The {@code sluice} command. */
module io.sluice.cli {
    requires com.fasterxml.jackson.core;
    requires io.sluice.kafka;
    requires io.sluice.reactor;
    requires info.picocli;
    requires jdk.unsupported;
    requires io.netty.buffer;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires org.jline.terminal;
    requires reactor.netty.core;
    requires reactor.netty.http;

    opens io.sluice.cli to
            info.picocli;
    opens io.sluice.cli.bridge to
            info.picocli;
    opens io.sluice.cli.command to
            info.picocli;
    opens io.sluice.cli.doctor to
            info.picocli;
    opens io.sluice.cli.fifo to
            info.picocli;
    opens io.sluice.cli.lock to
            info.picocli;
    opens io.sluice.cli.map to
            info.picocli;
    opens io.sluice.cli.memory to
            info.picocli;
    opens io.sluice.cli.message to
            info.picocli;
    opens io.sluice.cli.mqueue to
            info.picocli;
    opens io.sluice.cli.option to
            info.picocli;
    opens io.sluice.cli.process to
            info.picocli;
    opens io.sluice.cli.ring to
            info.picocli;
    opens io.sluice.cli.semaphore to
            info.picocli;
    opens io.sluice.cli.shm to
            info.picocli;
    opens io.sluice.cli.signal to
            info.picocli;
    opens io.sluice.cli.sysvmsg to
            info.picocli;
    opens io.sluice.cli.sysvsem to
            info.picocli;
    opens io.sluice.cli.sysvshm to
            info.picocli;
    opens io.sluice.cli.timerfd to
            info.picocli;
    opens io.sluice.cli.top to
            info.picocli;
    opens io.sluice.cli.web to
            info.picocli;
}
