/* SPDX-License-Identifier: MIT
 * A program of another language: puts a message into a queue of its own making, waits once, and takes it out. */
#include "core/probe/heddle_probe.h"

#include <stdio.h>
#include <string.h>

/* Waits for a message although one is there: what the model says of a queue, and what is tried, disagree. */
static int diverge(void) {
    heddle_object* jobs = heddle_object_make("queue", "jobs", 2);
    heddle_call call;
    heddle_begin(&call, "queue.put", jobs, __FILE__, __LINE__, -1);
    heddle_takes_effect(&call);
    const uint64_t message = heddle_sends(&call);
    heddle_return(&call, "ok", 7, "seven", 5);

    heddle_begin(&call, "queue.get", jobs, __FILE__, __LINE__, -1);
    heddle_wait(&call, 0);
    heddle_wait(&call, 0);
    heddle_takes_effect(&call);
    heddle_receives(&call, message);
    heddle_return(&call, "ok", 7, "seven", 5);
    return 0;
}

int main(int count, char** arguments) {
    if (count > 1 && strcmp(arguments[1], "diverge") == 0)
        return diverge();
    heddle_object* jobs = heddle_object_make("queue", "jobs", 2);
    heddle_call call;
    heddle_begin(&call, "queue.put", jobs, __FILE__, __LINE__, -1);
    heddle_takes_effect(&call);
    const uint64_t message = heddle_sends(&call);
    heddle_return(&call, "ok", 7, "seven", 5);

    heddle_begin(&call, "queue.get", jobs, __FILE__, __LINE__, 0);
    heddle_wait(&call, 0);
    heddle_takes_effect(&call);
    heddle_receives(&call, message);
    heddle_return(&call, "ok", 7, "seven", 5);

    heddle_begin(&call, "cache.lookup", NULL, __FILE__, __LINE__, -1);
    heddle_return(&call, "empty", 0, NULL, 0);
    heddle_object_free(jobs);
    printf("%d\n", heddle_is_watched());
    return 0;
}
