package io.sluice.cli.sysvsem;

import io.sluice.cli.command.SignalledWait;
import io.sluice.cli.option.WaitTimeoutOption;
import io.sluice.cli.option.WholeNumberConverter;
import io.sluice.reactor.semaphore.Permit;
import io.sluice.reactor.semaphore.SemaphoreAcquirer;
import io.sluice.semaphore.SemaphoreOperation;
import io.sluice.semaphore.SysvSemaphoreSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import reactor.core.publisher.Mono;

/** {@code sluice sysvsem change}. */
@Command(
        name = "change",
        description = "Change a semaphore's value. Wait until that is possible.",
        footer = {
            "",
            "The change stays when the command has ended, unless --undo was given. If a signal ends the wait, nothing was"
                    + " changed. When the timeout expires, the exit status is 124.",
            "",
            "Examples:",
            "  sluice sysvsem change --key 0x4d2 --index 0 --by -1 --timeout 2s",
            "  sluice sysvsem change --key 0x4d2 --index 2 --by 3"
        })
final class SysvSemChangeCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private SemaphoreSet set = new SemaphoreSet();

    @Mixin
    private final IndexOption index = new IndexOption();

    @Option(
            names = "--by",
            required = true,
            paramLabel = "N",
            converter = Change.class,
            description = "How many permits to add, or with a minus sign to take.")
    private int change;

    @Option(names = "--undo", description = "Let the kernel undo the change when this command ends, which is at once.")
    private boolean undo;

    @Mixin
    private final WaitTimeoutOption timeout = new WaitTimeoutOption();

    @Override
    public Integer call() {
        try (SysvSemaphoreSet opened = set.open()) {
            SemaphoreAcquirer acquirer =
                    SemaphoreAcquirer.create(opened, new SemaphoreOperation(index.value(), change, undo));
            Mono<Permit> permit = timeout.choose(acquirer::acquire, acquirer::acquire);
            return new SignalledWait().await(permit, Permit::release);
        }
    }

    /** Reads a change, which is not 0. */
    static final class Change implements ITypeConverter<Integer> {
        private static final int GREATEST = 32_767;

        private final AnyChange any = new AnyChange();

        @Override
        public Integer convert(String text) {
            int change = any.convert(text);
            if (change == 0) {
                throw new TypeConversionException("'0' changes nothing: see 'sluice sysvsem await-zero'");
            }
            return change;
        }

        /** Reads a change, also 0. */
        private static final class AnyChange extends WholeNumberConverter<Integer> {
            AnyChange() {
                super(-GREATEST, GREATEST, Math::toIntExact);
            }
        }
    }
}
