package io.sluice.cli.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** The limits of inotify, by which Sluice waits for queues, folders and writers that appear. */
final class InotifySettings implements Check {
    private final SystemFiles files;

    InotifySettings(SystemFiles files) {
        this.files = files;
    }

    @Override
    public String area() {
        return "fs.inotify";
    }

    @Override
    public List<Finding> findings() {
        List<Path> instances = new InotifyUse(files).instances();
        return List.of(
                finding(
                        "max_user_instances",
                        instances.size(),
                        "inotify_init of one more instance of this user fails with EMFILE, and waiting for a name needs one",
                        "sysctl -w fs.inotify.max_user_instances=1024"),
                finding(
                        "max_user_watches",
                        InotifyUse.watches(instances),
                        "inotify_add_watch of one more file or folder of this user fails with ENOSPC",
                        "sysctl -w fs.inotify.max_user_watches=524288"));
    }

    private Finding finding(String setting, long used, String effect, String remedy) {
        String name = "fs.inotify." + setting;
        return files.number(
                name,
                "/proc/sys/fs/inotify/" + setting,
                effect,
                limit -> new UsedLimit(limit, OptionalLong.of(used), 1).finding(name, effect, remedy));
    }
}
