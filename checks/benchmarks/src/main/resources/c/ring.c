/*
 * ring send: sends the messages of each round through a ring, or through a POSIX queue where one has this name. ring receive:
 * receives them from a ring, and checks every byte. ring stamp: sends the time every 500 microseconds. ring await: receives
 * such messages, and says how old each was. ring copy: copies blocks into shared memory of this name, and out of it.
 */
#define _GNU_SOURCE
#include "sluice_ring.h"
#include "worker.h"

enum { MICROS_UNTIL_IT_SLEEPS = 500, TIMEOUT_MS = 1000 * MAX_ROUND_SECONDS, TYPE = 1, BLOCKS = 16 };

static void expect(int64_t result, const char *what) {
    if (result < 0) {
        errno = (int) -result;
        failed(what);
    }
}

static void send_to_queue(const struct command *command) {
    static unsigned char bytes[MAX_SIZE];
    mqd_t queue = open_queue(command->names[0], O_WRONLY);
    int64_t cpu = nanos_of(CLOCK_PROCESS_CPUTIME_ID);
    ready();
    int64_t started = now();
    for (int64_t n = 0; n < command->count; n++) {
        write_message(bytes, n, command->size);
        if (mq_send(queue, (char *) bytes, command->size, 0) != 0) {
            failed("mq_send");
        }
    }
    done(now() - started, cpu);
    mq_close(queue);
}

static void send_to_ring(struct sluice_ring *ring, const struct command *command, int stamps) {
    static unsigned char bytes[MAX_SIZE];
    int64_t cpu = nanos_of(CLOCK_PROCESS_CPUTIME_ID);
    ready();
    int64_t started = now();
    for (int64_t n = 0; n < command->count; n++) {
        if (stamps) {
            usleep(MICROS_UNTIL_IT_SLEEPS);
            int64_t time = now();
            memcpy(bytes, &time, sizeof time);
        } else {
            write_message(bytes, n, command->size);
        }
        expect(sluice_ring_send(ring, TYPE, bytes, command->size, TIMEOUT_MS), "sluice_ring_send");
    }
    done(now() - started, cpu);
}

static void receive_messages(struct sluice_ring *ring, const struct command *command) {
    static unsigned char bytes[MAX_SIZE];
    int32_t type;
    int64_t cpu = nanos_of(CLOCK_PROCESS_CPUTIME_ID), started = 0;
    ready();
    for (int64_t n = 0; n < command->count; n++) {
        int64_t length = sluice_ring_receive(ring, &type, bytes, sizeof bytes, TIMEOUT_MS);
        expect(length, "sluice_ring_receive");
        started = started == 0 ? now() : started;
        check_message(bytes, length, n, command->size);
    }
    done(now() - started, cpu);
}

static void receive_stamps(struct sluice_ring *ring, const struct command *command) {
    int64_t *ages = calloc(command->count, sizeof *ages), sent;
    unsigned char bytes[MAX_SIZE];
    int32_t type;
    ready();
    for (long n = 0; n < command->count; n++) {
        expect(sluice_ring_receive(ring, &type, bytes, sizeof bytes, TIMEOUT_MS), "sluice_ring_receive");
        memcpy(&sent, bytes, sizeof sent);
        ages[n] = now() - sent;
    }
    done_with(ages, command->count);
    free(ages);
}

static void copy(const struct command *command) {
    int fd = shm_open(command->names[0], O_RDWR | O_CLOEXEC, 0);
    size_t length = BLOCKS * command->size;
    unsigned char *memory = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    unsigned char *block = malloc(command->size);
    if (fd < 0 || memory == MAP_FAILED || block == NULL) {
        failed("the shared memory");
    }
    memset(block, 1, command->size);
    int64_t cpu = nanos_of(CLOCK_PROCESS_CPUTIME_ID);
    ready();
    int64_t started = now();
    for (long n = 0; n < command->count; n++) {
        unsigned char *place = memory + n / 2 % BLOCKS * command->size;
        if (n % 2 == 0) {
            memcpy(place, block, command->size);
        } else {
            memcpy(block, place, command->size);
        }
        __asm__ volatile("" : : "r"(block) : "memory"); /* no copy may be left out */
    }
    done(now() - started, cpu);
    munmap(memory, length);
    close(fd);
    free(block);
}

int main(int argc, char **argv) {
    struct command command;
    struct sluice_ring ring;
    while (argc == 2 && next_command(&command)) {
        if (strcmp(argv[1], "copy") == 0) {
            copy(&command);
            continue;
        }
        int opened = sluice_ring_open(&ring, command.names[0]);
        if (opened == -ENOENT && strcmp(argv[1], "send") == 0) {
            send_to_queue(&command);
            continue;
        }
        expect(opened, "sluice_ring_open");
        if (strcmp(argv[1], "send") == 0 || strcmp(argv[1], "stamp") == 0) {
            send_to_ring(&ring, &command, argv[1][1] == 't');
        } else {
            expect(sluice_ring_consume(&ring), "sluice_ring_consume");
            strcmp(argv[1], "await") == 0 ? receive_stamps(&ring, &command) : receive_messages(&ring, &command);
        }
        sluice_ring_close(&ring);
    }
    return 0;
}
