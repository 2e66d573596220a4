/* echo: sends what comes through the first queue back through the second one, checked. */
#include "worker.h"

int main(void) {
    static unsigned char bytes[MAX_SIZE];
    struct command command;
    while (next_command(&command)) {
        mqd_t requests = open_queue(command.names[0], O_RDONLY), answers = open_queue(command.names[1], O_WRONLY);
        int64_t cpu = nanos_of(CLOCK_PROCESS_CPUTIME_ID);
        ready();
        int64_t started = now();
        for (int64_t n = 0; n < command.count; n++) {
            ssize_t length = mq_receive(requests, (char *) bytes, sizeof bytes, NULL);
            if (length < 0) {
                failed("mq_receive");
            }
            check_message(bytes, length, n, command.size);
            if (mq_send(answers, (char *) bytes, length, 0) != 0) {
                failed("mq_send");
            }
        }
        done(now() - started, cpu);
        mq_close(requests);
        mq_close(answers);
    }
    return 0;
}
