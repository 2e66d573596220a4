package io.sluice.cli.doctor;

import io.sluice.fd.NativeBinding;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The JDK, whether it lets this program make native calls, and the binding that makes them. */
final class JavaRuntime implements Check {
    private final Runtime.Version version;
    private final Optional<Boolean> nativeAccess;
    private final Supplier<String> binding;
    private final Supplier<List<String>> unused;

    JavaRuntime(
            Runtime.Version version,
            Optional<Boolean> nativeAccess,
            Supplier<String> binding,
            Supplier<List<String>> unused) {
        this.version = version;
        this.nativeAccess = nativeAccess;
        this.binding = binding;
        this.unused = unused;
    }

    static JavaRuntime ofThisProcess() {
        return new JavaRuntime(Runtime.version(), nativeAccess(), NativeBinding::name, NativeBinding::unused);
    }

    /** Empty before JDK 22, which did not ask for it. */
    private static Optional<Boolean> nativeAccess() {
        try {
            Module module = NativeBinding.class.getModule();
            return Optional.of(
                    (Boolean) Module.class.getMethod("isNativeAccessEnabled").invoke(module));
        } catch (ReflectiveOperationException olderJdk) {
            return Optional.empty();
        }
    }

    @Override
    public String area() {
        return "JDK";
    }

    @Override
    public List<Finding> findings() {
        boolean refused = nativeAccess.isPresent() && !nativeAccess.get();
        Finding jdk = new Finding(
                        area(),
                        Verdict.OK,
                        version + (refused ? ", without --enable-native-access" : ""),
                        "from JDK 24 on, a JVM without --enable-native-access warns at the first native call, and a later one will"
                                + " refuse it",
                        "java --enable-native-access=ALL-UNNAMED")
                .orIf(refused, Verdict.WARN);
        return List.of(jdk, bound());
    }

    private Finding bound() {
        String name = "native binding";
        String effect = "without a binding to the C library there is no call at all";
        String remedy = "java -Djna.tmpdir=FOLDER, for a folder of this user that is not mounted noexec";
        try {
            List<String> others = unused.get();
            String because = others.isEmpty() ? "" : " (not used: " + String.join(" ", others) + ")";
            return new Finding(name, Verdict.OK, binding.get() + because, effect, remedy);
        } catch (RuntimeException | LinkageError none) {
            return new Finding(name, Verdict.FAIL, Report.message(none), effect, remedy);
        }
    }
}
