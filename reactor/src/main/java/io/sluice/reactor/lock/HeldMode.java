package io.sluice.reactor.lock;

import io.sluice.errno.ClosedHandleException;
import io.sluice.lock.LockFile;
import io.sluice.lock.LockMode;
import io.sluice.lock.LockRange;

/**
 * The mode of a held lock: what its holder knows of, and what the kernel has.
 *
 * <p>All upgrades of a lock act on one description, and there the kernel knows one mode for all of them. So an upgrade that is
 * given up must not take away what another one has just acquired. While upgrades are under way the lock stays exclusive, and
 * the last one that ends makes it shared again if the holder knows of none.
 */
final class HeldMode {
    private final LockRange range;
    /** What the holder knows of. */
    private volatile LockMode mode;
    /** The upgrades that wait in the kernel, or have the exclusive lock without the holder's knowledge. */
    private int upgrades;
    /** Whether the kernel may have an exclusive lock of which the holder knows nothing. */
    private boolean surplus;

    HeldMode(LockMode mode, LockRange range) {
        this.mode = mode;
        this.range = range;
    }

    LockMode get() {
        return mode;
    }

    synchronized void downgrade(LockFile file) {
        if (upgrades == 0) {
            makeShared(file);
        } else {
            surplus = true;
        }
        mode = LockMode.SHARED;
    }

    /** Makes it exclusive at once if it can, and the holder knows. */
    synchronized boolean tryUpgrade(LockFile file) {
        boolean exclusive = file.tryLock(LockMode.EXCLUSIVE, range);
        if (exclusive) {
            mode = LockMode.EXCLUSIVE;
        }
        return exclusive;
    }

    /** The same for an upgrade: from now on it is under way. */
    synchronized boolean tryBeginUpgrade(LockFile file) {
        boolean exclusive = file.tryLock(LockMode.EXCLUSIVE, range);
        if (exclusive) {
            upgrades++;
        }
        return exclusive;
    }

    /** An upgrade is about to wait in the kernel. */
    synchronized void beginUpgrade() {
        upgrades++;
    }

    /** An upgrade was acquired, and now the holder knows. */
    synchronized void upgraded() {
        upgrades--;
        mode = LockMode.EXCLUSIVE;
    }

    /** The wait of an upgrade has ended without the exclusive lock. */
    synchronized void notUpgraded(LockFile file) {
        upgrades--;
        settle(file);
    }

    /** An upgrade has the exclusive lock, and was cancelled before the holder knew. */
    synchronized void giveUp(LockFile file) {
        upgrades--;
        surplus = true;
        settle(file);
    }

    private void settle(LockFile file) {
        if (!surplus || upgrades > 0 || mode == LockMode.EXCLUSIVE) {
            return;
        }
        try {
            makeShared(file);
        } catch (ClosedHandleException released) {
            return; // and all was given back with that
        }
    }

    private void makeShared(LockFile file) {
        file.tryLock(LockMode.SHARED, range); // nobody can be in the way
        surplus = false;
    }

    @Override
    public String toString() {
        return mode.toString();
    }
}
