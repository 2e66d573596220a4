package io.sluice.cli;

import io.sluice.fd.NativeBinding;
import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class SluiceVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = SluiceVersion.class.getPackage().getImplementationVersion();
        return new String[] {
            "sluice " + Objects.requireNonNullElse(version, "(not run from its jar)"),
            "binding: " + NativeBinding.name(),
            "JDK: " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")"
        };
    }
}
