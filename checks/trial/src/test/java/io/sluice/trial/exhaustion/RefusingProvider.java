package io.sluice.trial.exhaustion;

import io.sluice.fd.NativeBinding;
import io.sluice.libc.FileCalls;
import io.sluice.libc.Libc;
import io.sluice.libc.LibcProvider;
import io.sluice.libc.LockCalls;
import io.sluice.libc.MemoryCalls;
import io.sluice.testing.ForkedJvm;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Predicate;

/** The binding that a system property names, but for calls that are refused as the kernel does where something is short. */
public final class RefusingProvider implements LibcProvider {
    private static final String NAME = "refusing";
    private static final String REAL = "sluice.trial.libc";

    private static volatile Refusal refusal = new Refusal("", call -> false, 0);

    private record Refusal(String function, Predicate<Object[]> which, int errno) {}

    /** A JVM that has this binding over the one of this JVM, and finds it by a file in a folder. */
    static ForkedJvm jvm(Path folder) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(LibcProvider.class.getName()), RefusingProvider.class.getName() + "\n");
        return new ForkedJvm()
                .classPath(System.getProperty("java.class.path"), folder.toString())
                .flags("-Dio.sluice.libc=" + NAME, "-D" + REAL + "=" + NativeBinding.name());
    }

    /** From now on refuses the calls of a function that have certain arguments. */
    static void refuse(String function, Predicate<Object[]> which, int errno) {
        refusal = new Refusal(function, which, errno);
    }

    static void refuseNothing() {
        refuse("", call -> false, 0);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int priority() {
        return Integer.MIN_VALUE;
    }

    @Override
    public Optional<String> unavailableBecause() {
        return Optional.empty();
    }

    @Override
    public Libc bind() {
        Libc real = ServiceLoader.load(LibcProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(System.getProperty(REAL)))
                .findFirst()
                .orElseThrow()
                .bind();
        FileCalls files = refusing(FileCalls.class, real.files());
        LockCalls locks = refusing(LockCalls.class, real.locks());
        MemoryCalls memory = refusing(MemoryCalls.class, real.memory());
        return (Libc) Proxy.newProxyInstance(
                Libc.class.getClassLoader(),
                new Class<?>[] {Libc.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "files" -> files;
                    case "locks" -> locks;
                    case "memory" -> memory;
                    default -> invoke(method, real, arguments);
                });
    }

    private static <C> C refusing(Class<C> family, C real) {
        return family.cast(Proxy.newProxyInstance(
                family.getClassLoader(), new Class<?>[] {family}, (proxy, method, arguments) -> {
                    Refusal now = refusal;
                    boolean refused = method.getName().equals(now.function) && now.which.test(arguments);
                    return refused ? failure(method, now.errno) : invoke(method, real, arguments);
                }));
    }

    private static Object failure(Method method, int errno) {
        return method.getReturnType() == long.class ? (Object) (long) -errno : (Object) (-errno);
    }

    private static Object invoke(Method method, Object real, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
