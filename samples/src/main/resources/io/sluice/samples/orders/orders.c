/*
 * The other side of the orders sample: a process that knows nothing of Java or Reactive Streams.
 *
 *     cc -o orders orders.c -lrt -lpthread
 *     ./orders ORDERS_QUEUE ANSWERS_QUEUE COUNT
 *
 * It sends COUNT orders of mixed priority with mq_send(3), which waits for as long as the queue is full. Meanwhile a
 * second thread receives the answers and checks each one. At the end it prints one line: what it sent, how many right and
 * wrong answers it got, and how long mq_send held it back. It ends with 0 if every order has its one right answer.
 */
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define LONGEST 64           /* bytes in a message: the queues are created with this size */
#define LIFETIME 60          /* seconds after which an orphan of this program ends */
#define HELD_BACK_MICROS 500 /* a send that lasts longer has waited for room */

static const unsigned PRIORITIES[] = {5, 10, 5, 3, 7};

static int count;
static int right, wrong; /* the answers; written by the receiving thread, read after it has ended */

static void die(const char *call, const char *queue)
{
    fprintf(stderr, "orders: %s(%s): %s\n", call, queue, strerror(errno));
    exit(1);
}

static mqd_t open_queue(const char *name, int flags)
{
    mqd_t queue = mq_open(name, flags | O_CLOEXEC);
    if (queue == (mqd_t)-1)
        die("mq_open", name);
    return queue;
}

static long micros(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000L + now.tv_nsec / 1000;
}

static int quantity(int id) { return 1 + id % 7; }

static int price(int id) { return 100 + 13 * (id % 50); }

/* An answer is the order's number and what it comes to. */
static int is_right(const char *answer, char *answered)
{
    int id;
    long total;
    if (sscanf(answer, "%d %ld", &id, &total) != 2 || id < 1 || id > count)
        return 0;
    return total == (long)quantity(id) * price(id) && !answered[id]++;
}

static void *receive_answers(void *name)
{
    mqd_t answers = open_queue(name, O_RDONLY);
    char *answered = calloc(count + 1, 1);
    char text[LONGEST + 1];
    if (!answered)
        die("calloc", name);
    for (int received = 0; received < count; received++) {
        ssize_t length = mq_receive(answers, text, LONGEST, NULL);
        if (length < 0)
            die("mq_receive", name);
        text[length] = '\0';
        if (is_right(text, answered))
            right++;
        else
            wrong++;
    }
    free(answered);
    mq_close(answers);
    return NULL;
}

int main(int argc, char **argv)
{
    if (argc != 4 || (count = atoi(argv[3])) <= 0) {
        fprintf(stderr, "usage: orders ORDERS_QUEUE ANSWERS_QUEUE COUNT\n");
        return 2;
    }
    alarm(LIFETIME);
    pthread_t receiving;
    if ((errno = pthread_create(&receiving, NULL, receive_answers, argv[2])) != 0)
        die("pthread_create", argv[2]);

    mqd_t orders = open_queue(argv[1], O_WRONLY);
    long inside = 0;
    int held_back = 0;
    for (int id = 1; id <= count; id++) {
        char text[LONGEST];
        int length = snprintf(text, sizeof text, "%d %d %d", id, quantity(id), price(id));
        long before = micros();
        if (mq_send(orders, text, length, PRIORITIES[id % 5]) < 0)
            die("mq_send", argv[1]);
        long took = micros() - before;
        inside += took;
        held_back += took > HELD_BACK_MICROS;
    }
    mq_close(orders);
    pthread_join(receiving, NULL);
    printf("sent=%d right=%d wrong=%d held_back_micros=%ld held_back_sends=%d\n", count, right, wrong, inside, held_back);
    return wrong == 0 && right == count ? 0 : 1;
}
