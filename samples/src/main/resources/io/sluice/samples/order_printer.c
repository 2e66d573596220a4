/*
 * order_printer QUEUE COUNT: receives orders and prints them. Says in which IPC namespace it runs.
 */
#include <fcntl.h>
#include <mqueue.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define LONGEST 64   /* bytes in a message: the queue is created with this size */
#define LIFETIME 120 /* seconds after which an orphan of this program ends */

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: order_printer QUEUE COUNT\n");
        return 2;
    }
    alarm(LIFETIME);
    char host[LONGEST] = "";
    mqd_t queue = mq_open(argv[1], O_RDONLY);
    if (queue == (mqd_t)-1 || readlink("/proc/self/ns/ipc", host, sizeof host - 1) < 0) {
        perror("order_printer");
        return 1;
    }
    int count = atoi(argv[2]);
    for (int i = 0; i < count; i++) {
        char order[LONGEST];
        ssize_t length = mq_receive(queue, order, sizeof order, NULL);
        if (length < 0) {
            perror("order_printer: mq_receive");
            return 1;
        }
        printf("C program in %s: %.*s from %s\n", host, (int)length, order, argv[1]);
    }
    return 0;
}
