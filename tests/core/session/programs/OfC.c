/* SPDX-License-Identifier: MIT
 * A program of another language, of one scene, named by scene=NAME. */
#include "core/probe/heddle_probe.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

/* Waits for a message although one is there: what the model says of a queue, and what is tried, disagree. */
static void diverge(void) {
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
    heddle_object_free(jobs);
}

/* Puts a message into a queue of its own making, waits once, and takes it out. */
static void queue(void) {
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
    heddle_begin(&call, "cache.lookup", NULL, __FILE__, __LINE__, -1);
    heddle_return(&call, "ok", 0, "found", 5);
    heddle_object_free(jobs);
}

/* A thread with a name, as a runtime would start it. */
typedef struct {
    pthread_t thread;
    heddle_newcomer* newcomer;
    void (*body)(heddle_object*);
    heddle_object* object;
} worker;

static void* run(void* given) {
    worker* self = given;
    heddle_thread_begins(self->newcomer);
    self->body(self->object);
    return NULL;
}

static void start(worker* self, const char* name, void (*body)(heddle_object*), heddle_object* object) {
    self->newcomer = heddle_announce(name);
    self->body = body;
    self->object = object;
    const int refusal = pthread_create(&self->thread, NULL, run, self);
    heddle_await(self->newcomer, refusal == 0);
}

static int is_open = 0, has_passed = 0; /* held: one thread runs at a time */

static void pass(heddle_object* gate) {
    heddle_call call;
    heddle_begin(&call, "gate.pass", gate, __FILE__, __LINE__, -1);
    while (!is_open)
        heddle_wait(&call, 0);
    has_passed = 1;
    heddle_takes_effect(&call);
    heddle_return(&call, "ok", 0, NULL, 0);
}

/* One thread waits for something that Heddle does not know, while another does much else, and then that. */
static void gate(void) {
    heddle_object* gate = heddle_object_make("gate", "gate", 0);
    worker waiter;
    start(&waiter, "waiter", pass, gate);
    heddle_call call;
    for (int i = 0; i < 50; ++i) {
        heddle_begin(&call, "walk", NULL, __FILE__, __LINE__, -1);
        heddle_return(&call, "ok", i, NULL, 0);
    }
    heddle_begin(&call, "gate.open", gate, __FILE__, __LINE__, -1);
    is_open = 1;
    heddle_takes_effect(&call);
    heddle_return(&call, "ok", 0, NULL, 0);
    heddle_begin(&call, "gate.close", gate, __FILE__, __LINE__, -1);
    while (!has_passed)
        heddle_wait(&call, 0);
    heddle_takes_effect(&call);
    heddle_return(&call, "ok", 0, NULL, 0);
    pthread_join(waiter.thread, NULL); /* it has ended: who has passed stands no more before its end */
    heddle_object_free(gate);
}

int main(int count, char** arguments) {
    const char* scene = count > 1 ? arguments[1] : "";
    if (strcmp(scene, "scene=queue") == 0)
        queue();
    else if (strcmp(scene, "scene=gate") == 0)
        gate();
    else if (strcmp(scene, "scene=diverge") == 0)
        diverge();
    printf("%d\n", heddle_is_watched());
    return 0;
}
