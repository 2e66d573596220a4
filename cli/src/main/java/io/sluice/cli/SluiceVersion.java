package io.sluice.cli;

import io.sluice.fd.NativeBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class SluiceVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = SluiceVersion.class.getPackage().getImplementationVersion();
        List<String> lines = new ArrayList<>();
        lines.add("sluice " + Objects.requireNonNullElse(version, "(not run from its jar)"));
        lines.add("binding: " + NativeBinding.name());
        NativeBinding.unused().forEach(reason -> lines.add("not used: " + reason));
        lines.add("JDK: " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")");
        return lines.toArray(String[]::new);
    }
}
