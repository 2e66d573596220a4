/* Sends one message that holds a number, and answers lines with that number. */
#include "answer.h"
#include <fcntl.h>
#include <mqueue.h>
#include <stdio.h>

int main(int argc, char **argv) {
    if (argc < 2) {
        return 2;
    }
    mqd_t queue = mq_open(argv[1], O_WRONLY);
    if (queue == (mqd_t) -1) {
        perror(argv[1]);
        return 1;
    }
    char payload = ANSWER;
    if (mq_send(queue, &payload, 1, 0) != 0) {
        perror("mq_send");
        return 1;
    }
    char line[80];
    while (fgets(line, sizeof line, stdin) != NULL) {
        printf("%d for %s", ANSWER, line);
        fflush(stdout);
    }
    return 0;
}
