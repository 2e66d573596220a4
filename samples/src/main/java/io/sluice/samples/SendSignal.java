package io.sluice.samples;

import io.sluice.errno.NoSuchProcessException;
import io.sluice.errno.NotPermittedException;
import io.sluice.signal.NoSuchSignalException;
import io.sluice.signal.Signal;
import io.sluice.signal.SignalTarget;

/** Sends a signal by its name, with a value if there is one. */
public final class SendSignal {
    private SendSignal() {}

    /**
     * Sends one signal.
     *
     * @param args the process id, the signal, and perhaps a value: {@code 4711 RTMIN+3 42}
     */
    public static void main(String[] args) {
        if (args.length < 2) {
            System.out.println("arguments: PID SIGNAL [VALUE]");
            return;
        }
        long pid = Long.parseLong(args[0]);
        try (SignalTarget target = SignalTarget.open(pid)) {
            Signal signal = Signal.named(args[1]);
            if (args.length > 2) {
                target.send(signal, Integer.parseInt(args[2]));
            } else {
                target.send(signal);
            }
            System.out.println(signal + " sent to process " + pid);
        } catch (NoSuchSignalException | NoSuchProcessException | NotPermittedException refused) {
            System.out.println(refused.getMessage());
        }
    }
}
