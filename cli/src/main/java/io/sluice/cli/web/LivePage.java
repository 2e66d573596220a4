package io.sluice.cli.web;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.sluice.cli.command.CommandFailure;
import io.sluice.cli.command.ExitStatus;
import io.sluice.cli.doctor.MachineReport;
import io.sluice.cli.web.PageFiles.PageFile;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ChannelBindException;
import reactor.netty.DisposableServer;
import reactor.netty.FutureMono;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/** The server of the page. A connection has one request, so that each has the same short time for it. */
final class LivePage implements AutoCloseable {
    private static final int LONGEST_LINE = 1024;
    private static final int LONGEST_HEADERS = 8192;
    private static final int WAITING_CONNECTIONS = 128;
    private static final int PAGES = 16;
    private static final Duration REQUEST_TIME = Duration.ofSeconds(10);
    private static final Duration ANSWER_TIME = Duration.ofSeconds(30);
    private static final Duration END_TIME = Duration.ofSeconds(1);

    private final PageAddress address;
    private final LiveFrames frames;
    private final ActionRequests actions;
    private final WaitingRoom waitingRoom = new WaitingRoom(WAITING_CONNECTIONS, REQUEST_TIME);
    private final AtomicInteger pages = new AtomicInteger();
    private final LoopResources loop = LoopResources.create("sluice-web", 1, true);
    private final AtomicReference<@Nullable RequestGate> gate = new AtomicReference<>();
    private final DisposableServer server;

    private LivePage(PageAddress address, LiveFrames frames, ActionRequests actions) {
        this.address = address;
        this.frames = frames;
        this.actions = actions;
        this.server = bound();
        this.gate.set(new RequestGate(address.scheme(), hosts()));
    }

    static LivePage open(PageAddress address, List<Path> fifos, Duration interval, ActionRequests actions) {
        return new LivePage(address, new LiveFrames(fifos, interval), actions);
    }

    String url() {
        RequestGate opened = gate.get();
        return address.scheme() + "://" + address.host() + ":" + server.port()
                + (opened == null ? "" : opened.folder());
    }

    private DisposableServer bound() {
        HttpServer http = HttpServer.create()
                .bindAddress(address::socket)
                .runOn(loop, false)
                .protocol(HttpProtocol.HTTP11)
                .httpRequestDecoder(
                        decoder -> decoder.maxInitialLineLength(LONGEST_LINE).maxHeaderSize(LONGEST_HEADERS))
                .maxKeepAliveRequests(1)
                .doOnChannelInit((observer, channel, remote) -> waitingRoom.enter(channel))
                .handle(this::answer);
        TlsFiles tls = address.tls();
        try {
            return (tls == null ? http : secured(http, tls)).bindNow();
        } catch (ChannelBindException refused) {
            InetSocketAddress socket = address.socket();
            throw new CommandFailure(
                    ExitStatus.FAILED,
                    "port " + socket.getPort() + " of " + address.host()
                            + " cannot be opened: another program has it, this user may not, or the address is not of this"
                            + " machine. Use another --port or --bind",
                    refused);
        }
    }

    private static HttpServer secured(HttpServer http, TlsFiles tls) {
        var context = tls.context();
        return http.secure(spec -> spec.sslContext(context));
    }

    /** The names of this server in {@code Host}. A browser leaves out the port of the scheme. */
    private Set<String> hosts() {
        int port = server.port();
        Set<String> hosts = new HashSet<>();
        for (String name : address.names()) {
            hosts.add(name + ":" + port);
            if (port == (address.tls() == null ? 80 : 443)) {
                hosts.add(name);
            }
        }
        return hosts;
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        SafeHeaders.addTo(response);
        RequestGate open = gate.get();
        HttpResponseStatus refusal = open == null
                ? HttpResponseStatus.SERVICE_UNAVAILABLE
                : open.refusal(request.method(), request.uri(), request.requestHeaders());
        if (open == null || refusal != null) {
            return refused(response, refusal == null ? HttpResponseStatus.SERVICE_UNAVAILABLE : refusal);
        }
        AtomicReference<@Nullable Channel> connection = new AtomicReference<>();
        request.withConnection(each -> connection.set(each.channel()));
        Channel channel = connection.get();
        if (channel == null) {
            return refused(response, HttpResponseStatus.SERVICE_UNAVAILABLE);
        }
        waitingRoom.leave(channel);
        String path = open.path(request.uri());
        if (path.equals("events")) {
            return live(channel, response);
        }
        closeInTime(channel);
        return request.method().equals(HttpMethod.POST)
                ? acted(path, request.remoteAddress(), response)
                : once(path, response);
    }

    private static void closeInTime(Channel channel) {
        var tooLate = channel.eventLoop()
                .schedule(() -> WaitingRoom.end(channel), ANSWER_TIME.toMillis(), TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> tooLate.cancel(false));
    }

    private Publisher<Void> acted(String path, @Nullable InetSocketAddress who, HttpServerResponse response) {
        ObjectAction action = ObjectAction.of(path);
        if (action == null) {
            return refused(response, HttpResponseStatus.NOT_FOUND);
        }
        if (!actions.areAllowed()) {
            return refused(response, HttpResponseStatus.FORBIDDEN, ActionRequests.NOT_ALLOWED);
        }
        return sent(response, "application/json", () -> utf8(actions.done(who, action)));
    }

    private Publisher<Void> once(String path, HttpServerResponse response) {
        PageFile file = PageFiles.find(path);
        if (file != null) {
            return sent(response, file.type(), file::bytes);
        }
        if (path.equals("limits")) {
            return sent(response, "application/json", () -> utf8(String.join("\n", MachineReport.json())));
        }
        if (path.equals("actions")) {
            return sent(response, "application/json", () -> utf8(actions.json()));
        }
        OptionalInt queue = LastMessages.queueOf(path);
        if (queue.isPresent()) {
            return sent(response, "application/json", () -> utf8(LastMessages.json(queue.getAsInt())));
        }
        return refused(response, HttpResponseStatus.NOT_FOUND);
    }

    private static Publisher<Void> sent(HttpServerResponse response, String type, Callable<byte[]> bytes) {
        return response.header(HttpHeaderNames.CONTENT_TYPE, type)
                .send(Mono.fromCallable(bytes)
                        .subscribeOn(Schedulers.boundedElastic())
                        .map(Unpooled::wrappedBuffer));
    }

    private static Publisher<Void> refused(HttpServerResponse response, HttpResponseStatus status) {
        return refused(response, status, status.toString());
    }

    private static Publisher<Void> refused(HttpServerResponse response, HttpResponseStatus status, String reason) {
        return response.status(status)
                .header(HttpHeaderNames.ALLOW, "GET, POST")
                .header(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .send(Mono.just(Unpooled.wrappedBuffer(utf8(reason + "\n"))));
    }

    /** A write is done when the kernel has taken it. */
    private Publisher<Void> live(Channel channel, HttpServerResponse response) {
        if (pages.incrementAndGet() > PAGES) {
            pages.decrementAndGet();
            return refused(response, HttpResponseStatus.SERVICE_UNAVAILABLE);
        }
        channel.closeFuture().addListener(closed -> pages.decrementAndGet());
        Mono<Void> written = frames.writtenBy(frame -> FutureMono.deferFuture(
                () -> channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(frame)))));
        return response.header(HttpHeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8")
                .sendHeaders()
                .then(written);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.dispose();
        loop.disposeLater(Duration.ZERO, END_TIME).block();
        frames.close();
    }
}
