/*
 * order_sender QUEUE COUNT: sends orders, and waits in mq_send(3) where the queue is full. Says in which IPC namespace it runs.
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
        fprintf(stderr, "usage: order_sender QUEUE COUNT\n");
        return 2;
    }
    alarm(LIFETIME);
    char host[LONGEST] = "";
    mqd_t queue = mq_open(argv[1], O_WRONLY);
    if (queue == (mqd_t)-1 || readlink("/proc/self/ns/ipc", host, sizeof host - 1) < 0) {
        perror("order_sender");
        return 1;
    }
    int count = atoi(argv[2]);
    for (int i = 1; i <= count; i++) {
        char order[LONGEST];
        int length = snprintf(order, sizeof order, "order %d of %d", i, count);
        if (mq_send(queue, order, length, 0) != 0) {
            perror("order_sender: mq_send");
            return 1;
        }
    }
    printf("C program in %s: sent %d orders to %s\n", host, count, argv[1]);
    return 0;
}
