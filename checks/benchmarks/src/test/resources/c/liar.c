/*
 * liar byte | number | length | extra | leaves: a peer that makes one mistake. It sends a wrong byte, leaves a number out,
 * sends a message that is too short or one too many; or it receives, and leaves a message in the queue.
 */
#include "worker.h"

int main(int argc, char **argv) {
    static unsigned char bytes[MAX_SIZE];
    struct command command;
    const char *lie = argc == 2 ? argv[1] : "";
    while (next_command(&command)) {
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
                bytes[command.size - 1] ^= now_or_never && strcmp(lie, "byte") == 0;
                mq_send(queue, (char *) bytes, size, 0);
            }
        }
        done(0, 0);
        mq_close(queue);
    }
    return 0;
}
