// SPDX-License-Identifier: MIT
#include "core/probe/heddle_probe.h"

#include "core/probe/Operation.h"

#include <memory>
#include <mutex>
#include <new>
#include <string>
#include <string_view>

using namespace heddle;

// Numbers are taken under a latch of its own: the other language may have no lock, and a wait is told
// without.
struct heddle_object : Object {
    using Object::Object;
    Latch latch;
};

struct heddle_newcomer {
    Newcomer newcomer;
    FutexWord standing{0};
};

namespace {

// "widget.spin", or with what is told of it "widget.spin: fast"; of more than an event keeps, the beginning.
struct NamedText {
    char buffer[Event::textLimit + 1];  // one more, so that the cut is seen
    std::size_t size = 0;

    void append(std::string_view part) {
        size += part.copy(buffer + size, sizeof buffer - size);  // of nothing, nothing: unlike memcpy()
    }
    std::string_view of(std::string_view name, std::string_view text) {
        append(name);
        if (!text.empty())
            append(": ");
        append(text);
        return {buffer, size};
    }
};

struct Call {
    Operation operation;
    heddle_object* object;
    std::string_view customName;  // of an operation that Heddle does not know

    void takeEffect() {
        std::unique_lock<Latch> guard;
        if (object && operation.isWatched())
            guard = std::unique_lock{object->latch};
        operation.takesEffect();
    }
};
static_assert(sizeof(Call) <= sizeof(heddle_call));
static_assert(alignof(Call) <= alignof(heddle_call));

Call& callOf(heddle_call* call) {
    return *std::launder(reinterpret_cast<Call*>(call->opaque));
}

template <class Enum>
Enum named(std::string_view name, Enum last, Enum otherwise) {
    for (int i = 0; i <= static_cast<int>(last); ++i)
        if (nameOf(static_cast<Enum>(i)) == name)
            return static_cast<Enum>(i);
    return otherwise;
}

Patience patienceOf(std::int64_t timeoutNs) {
    if (timeoutNs < 0)
        return Patience::forever();
    return timeoutNs == 0 ? Patience::none() : Patience::atMost(std::chrono::nanoseconds(timeoutNs));
}

}  // namespace

int heddle_is_watched() {
    return thisWorker() ? 1 : 0;
}

int heddle_is_held() {
    const Worker* worker = thisWorker();
    return worker && worker->gate.isHeld() ? 1 : 0;
}

heddle_object* heddle_object_make(const char* kind, const char* name, std::int64_t capacity) try {
    Object::Kind described{named(kind ? kind : "", ObjectKind::last, ObjectKind::custom)};
    if (capacity > 0)
        described.capacity = capacity;
    return new heddle_object(described, name ? name : "");
} catch (const std::bad_alloc&) {
    return nullptr;
}

void heddle_object_free(heddle_object* object) {
    delete object;
}

void heddle_begin(heddle_call* call, const char* op, heddle_object* object, const char* file,
                  std::uint32_t line, std::int64_t timeoutNs) {
    if (object)
        object->afterFork([object] { object->latch.reset(); });
    const std::optional<Op> known = opNamed(op);
    const SourceLine where{file, line, ""};
    new (call->opaque) Call{Operation{known.value_or(Op::custom), object, where, patienceOf(timeoutNs)},
                            object, known ? std::string_view{} : std::string_view{op}};
}

void heddle_takes_effect(heddle_call* call) {
    callOf(call).takeEffect();
}

int heddle_wait(heddle_call* call, std::int64_t progress) {
    callOf(call).takeEffect();
    Operation& operation = callOf(call).operation;
    operation.waits(progress);
    return operation.isHeld() && operation.park(operation.glance(), true) == Wake::timeout ? 1 : 0;
}

std::uint64_t heddle_sends(heddle_call* call) {
    return callOf(call).operation.newMessage().number;
}

void heddle_receives(heddle_call* call, std::uint64_t message) {
    callOf(call).operation.receives({message});
}

void heddle_return(heddle_call* call, const char* outcome, std::int64_t value, const char* text,
                   std::size_t textLength) {
    Call& made = callOf(call);
    const Outcome told = named(outcome, Outcome::error, Outcome::error);
    const std::string_view said = text ? std::string_view{text, textLength} : std::string_view{};
    NamedText named;
    const std::string_view content = made.customName.empty() ? said : named.of(made.customName, said);
    made.operation.setValue(value);
    if (told == Outcome::ok)
        made.operation.done(told, content);
    else
        made.operation.failed(told, content);
    made.~Call();
}

heddle_newcomer* heddle_announce(const char* name) try {
    Worker* starter = thisWorker();
    auto announced = starter ? std::make_unique<heddle_newcomer>() : nullptr;
    if (announced)
        announced->newcomer = {{starter->page.nextWorker.fetch_add(1)},
                               starter->pathFor(name ? name : "thread"),
                               WorkerKind::thread,
                               starter->id,
                               {},
                               starter->depth,
                               &announced->standing};
    return announced.release();
} catch (const std::bad_alloc&) {
    return nullptr;
}

void heddle_thread_begins(heddle_newcomer* announced) {
    if (!announced)
        return;
    if (!watch::become(announced->newcomer))
        watch::goesOnUnwatched();  // it runs already, and is not ours to end
    if (!watch::current) {
        announced->standing.store(1, std::memory_order_release);
        futexWake(announced->standing, 1);
    }
}

void heddle_await(heddle_newcomer* announced, int isStarted) {
    while (announced && isStarted && announced->standing.load(std::memory_order_acquire) == 0 &&
           heddle_is_watched())
        futexWait(announced->standing, 0, Span::millis(50));
    delete announced;
}
