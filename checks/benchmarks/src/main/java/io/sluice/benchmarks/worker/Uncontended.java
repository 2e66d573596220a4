package io.sluice.benchmarks.worker;

import java.util.function.Function;

/** Something that is taken and given back again and again, and that nobody else wants. */
final class Uncontended<T extends AutoCloseable> implements Role {
    private final Function<String, T> opening;
    private final Function<T, Runnable> way;

    /**
     * A role.
     *
     * @param opening opens it by the first name of the command
     * @param way what takes it once and gives it back
     */
    Uncontended(Function<String, T> opening, Function<T, Runnable> way) {
        this.opening = opening;
        this.way = way;
    }

    @Override
    public void run(Command command, Round round) throws Exception {
        T object = opening.apply(command.queues().get(0));
        try {
            Runnable pair = way.apply(object);
            round.ready();
            long begun = System.nanoTime();
            for (int i = 0; i < command.count(); i++) {
                pair.run();
            }
            round.done(System.nanoTime() - begun);
        } finally {
            object.close();
        }
    }
}
