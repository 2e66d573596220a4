/*
 * liar byte | number | length | extra | future [stamped] | leaves | keeps: a peer that makes one mistake. It sends a wrong byte, leaves
 * a number out, sends a message that is too short or one too many, or a time that has not come; or it receives, and leaves a
 * message in the queue; or it keeps a lock on a file. "stamped" has the time in each message, twice, behind the number.
 */
#define _GNU_SOURCE
#include "worker.h"

static void keep_lock(const char *path) {
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (fcntl(open(path, O_RDWR | O_CLOEXEC), F_OFD_SETLK, &lock) != 0) {
        failed("fcntl");
    }
    ready();
    done(0, 0);
}

int main(int argc, char **argv) {
    static unsigned char bytes[MAX_SIZE];
    struct command command;
    const char *lie = argc >= 2 ? argv[1] : "";
    int stamped = argc == 3;
    while (next_command(&command)) {
        if (strcmp(lie, "keeps") == 0) {
            keep_lock(command.names[0]);
            continue;
        }
        int receives = strcmp(lie, "leaves") == 0;
        mqd_t queue = open_queue(command.names[0], receives ? O_RDONLY : O_WRONLY);
        ready();
        if (receives) {
            for (long n = 0; n < command.count - 1; n++) {
                mq_receive(queue, (char *) bytes, sizeof bytes, NULL);
            }
        } else {
            int64_t wrong_one = command.count / 2, count = command.count + (strcmp(lie, "extra") == 0);
            for (int64_t n = 0; n < count; n++) {
                int now_or_never = n == wrong_one;
                size_t size = command.size - (now_or_never && strcmp(lie, "length") == 0);
                write_message(bytes, n + (n >= wrong_one && strcmp(lie, "number") == 0), command.size);
                int64_t sent = now() + (now_or_never && strcmp(lie, "future") == 0 ? INT64_C(1000000000) : 0);
                for (int i = 1; stamped && i <= 2; i++) {
                    memcpy(bytes + i * sizeof sent, &sent, sizeof sent);
                }
                bytes[command.size - 1] ^= now_or_never && strcmp(lie, "byte") == 0;
                mq_send(queue, (char *) bytes, size, 0);
            }
        }
        done(0, 0);
        mq_close(queue);
    }
    return 0;
}
