package io.sluice.cli.command;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The signals that ask a process to end, given to a handler in place of the JVM. The JVM does not block them, so a child
 * gets them as usual.
 */
final class EndingSignals {
    private static final List<String> NAMES = List.of("HUP", "INT", "TERM");

    private EndingSignals() {}

    /**
     * Gives these signals to a handler from now on, each on a thread of its own. A signal that this process was started to
     * ignore, as by nohup(1), stays ignored.
     *
     * @param handler gets the signal's number
     */
    static void handle(IntConsumer handler) {
        try {
            // By reflection, since javac warns of this class in a way that no annotation suppresses.
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    handlerType.getClassLoader(), new Class<?>[] {handlerType}, (self, method, arguments) -> {
                        handler.accept((int) signalType.getMethod("getNumber").invoke(arguments[0]));
                        return null;
                    });
            for (String name : NAMES) {
                Object signal = signalType.getConstructor(String.class).newInstance(name);
                signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, proxy);
            }
        } catch (InvocationTargetException refused) {
            // With -Xrs, the JVM leaves these signals to the system.
            throw new CommandFailure(ExitStatus.FAILED, String.valueOf(refused.getCause()), refused);
        } catch (ReflectiveOperationException missing) {
            throw new LinkageError("this JDK has no signals", missing);
        }
    }
}
