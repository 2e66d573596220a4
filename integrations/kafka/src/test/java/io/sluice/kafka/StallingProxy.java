package io.sluice.kafka;

import io.sluice.testing.Bounds;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A network between clients and a broker that can stop all bytes, in both directions, without an end of any connection. */
final class StallingProxy implements AutoCloseable {
    private static final int PORTION = 16 << 10;

    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private volatile int target;
    /** Guarded by this. */
    private boolean stalled;

    StallingProxy() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** Begins to carry bytes to a port of this machine. */
    void carryTo(int port) {
        target = port;
        start(this::accept);
    }

    private void start(Runnable work) {
        Thread thread = new Thread(work, "stalling-proxy");
        threads.add(thread);
        thread.start();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket client = server.accept();
                sockets.add(client);
                Socket broker = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(broker);
                start(() -> carry(client, broker));
                start(() -> carry(broker, client));
            }
        } catch (IOException closed) {
            return;
        } finally {
            // Those of a client that came while this was closed, too.
            closeAll();
        }
    }

    private void carry(Socket from, Socket to) {
        byte[] bytes = new byte[PORTION];
        try (from;
                to) {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            for (int count = input.read(bytes); count >= 0; count = input.read(bytes)) {
                awaitFlow();
                output.write(bytes, 0, count);
            }
        } catch (IOException | InterruptedException ended) {
            // The other side learns of it, because both sockets are closed.
            return;
        }
    }

    private synchronized void awaitFlow() throws InterruptedException {
        while (stalled) {
            wait();
        }
    }

    synchronized void stall() {
        stalled = true;
    }

    synchronized void resume() {
        stalled = false;
        notifyAll();
    }

    private void closeAll() {
        for (Socket each : sockets) {
            try {
                each.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        closeAll();
        resume();
        Bounds.await("end of the proxy's threads").until(() -> threads.stream().noneMatch(Thread::isAlive));
        closeAll();
    }
}
