package io.sluice.samples;

import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.process.ExitStatus;
import io.sluice.reactor.inotify.FolderWatcher;
import io.sluice.reactor.mqueue.PosixMqNotifier;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.reactor.pipe.Framing;
import io.sluice.reactor.pipe.PipeReceiver;
import io.sluice.reactor.pipe.PipeSender;
import io.sluice.reactor.process.Processes;
import io.sluice.reactor.ring.RingReceiver;
import io.sluice.reactor.semaphore.SemaphoreAcquirer;
import io.sluice.reactor.signal.SignalReceiver;
import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.reactor.sysvmsg.SysvMqSender;
import io.sluice.reactor.timerfd.TimerExpirations;
import io.sluice.reactor.timerfd.Timers;
import io.sluice.ring.RingConsumer;
import io.sluice.ring.RingMessage;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.signal.CaughtSignal;
import io.sluice.signal.Signal;
import io.sluice.signal.SignalCapture;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.timerfd.TimerClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The Java of README.md, which {@link ReadmeTest} runs as far as the names allow. */
final class ReadmeSnippets {
    private ReadmeSnippets() {}

    static void open() {
        PosixMessageQueue orders = PosixMessageQueue.open("/orders", PosixAccess.READ);
        PosixMessageQueue answers = PosixMessageQueue.builder("/answers")
                .maxMessages(10)
                .maxMessageSize(512)
                .mode(0660)
                .openOrCreate();

        answerAll(orders, answers, ReadmeSnippets::answer).blockLast();
    }

    interface Work {
        Mono<PosixMessage> on(PosixMessage order);
    }

    static Flux<Void> answerAll(PosixMessageQueue orders, PosixMessageQueue answers, Work work) {
        PosixMqReceiver receiver = PosixMqReceiver.create(orders);
        PosixMqSender sender = PosixMqSender.create(answers);
        Flux<Void> answering = receiver.receive()
                .flatMap(order -> work.on(order), 4) // at most 4 orders in work, none taken ahead
                .concatMap(answer -> sender.send(answer, Duration.ofSeconds(2)));

        return answering;
    }

    static Flux<?> timersAndNotifications(PosixMessageQueue orders) {
        Flux<TimerExpirations> ticks = Timers.create().every(Duration.ofMillis(10));
        Mono<TimerExpirations> alarm = Timers.create(TimerClock.BOOTTIME).after(Duration.ofHours(8)); // suspend counts

        Flux<PosixMessage> left = PosixMqNotifier.create(orders).receive();

        return Flux.merge(ticks, alarm, left);
    }

    static Mono<Void> systemV() {
        SysvMessageQueue queue =
                SysvMessageQueue.open(IpcKey.ofPath(Path.of("/run/daemon.lock"), 'A'), SysvAccess.READ_WRITE);
        Flux<SysvMessage> alarms = SysvMqReceiver.create(queue).receive(TypeSelector.only(3));
        Mono<Void> reset = SysvMqSender.create(queue).send(SysvMessage.ofText(1, "reset"), Duration.ofSeconds(2));

        return alarms.next().then(reset);
    }

    static Mono<Void> pipes() {
        PipeReceiver<String> readings = PipeReceiver.open(
                Path.of("/run/plant/readings"), Framing.text(Framing.lines(), StandardCharsets.UTF_8));
        Flux<String> hot = readings.receive().filter(line -> line.endsWith(" hot"));
        PipeSender commands = PipeSender.create(Path.of("/run/plant/commands"));
        Mono<Void> open = commands.send("valve 7 open\n", Duration.ofSeconds(2));

        return hot.next().then(open);
    }

    static Flux<?> signalsProcessesAndNames(long daemonPid) {
        Flux<CaughtSignal> reloads =
                SignalReceiver.create(SignalCapture.of(Signal.USR1)).receive();
        Mono<ExitStatus> status = Processes.create().status(daemonPid);
        Mono<Path> created = FolderWatcher.create(Path.of("/run/plant")).appeared("commands");

        return Flux.merge(reloads, status, created);
    }

    static Flux<?> permitsAndRings(PosixSemaphore connections, RingConsumer consumer) {
        Mono<String> answer = SemaphoreAcquirer.create(connections)
                .withPermit(Duration.ofSeconds(5), () -> query())
                .next();
        Flux<String> prices = RingReceiver.create(consumer).receive().map(RingMessage::text);

        return Flux.merge(answer, prices);
    }

    private static Flux<String> query() {
        return Flux.just("a row");
    }

    static Mono<PosixMessage> answer(PosixMessage order) {
        return Mono.just(PosixMessage.ofText("answer to " + order.text(), order.priority()));
    }
}
