// SPDX-License-Identifier: MIT
#include "core/event/Op.h"

namespace heddle {

std::string_view nameOf(Op op) {
    switch (op) {
    case Op::none:
        return "none";
    case Op::processStart:
        return "process.start";
    case Op::processBegin:
        return "process.begin";
    case Op::processEnd:
        return "process.end";
    case Op::processJoin:
        return "process.join";
    case Op::processTerminate:
        return "process.terminate";
    case Op::processKill:
        return "process.kill";
    case Op::threadStart:
        return "thread.start";
    case Op::threadBegin:
        return "thread.begin";
    case Op::threadEnd:
        return "thread.end";
    case Op::threadJoin:
        return "thread.join";
    case Op::queuePut:
        return "queue.put";
    case Op::queueGet:
        return "queue.get";
    case Op::queueTaskDone:
        return "queue.task_done";
    case Op::queueJoin:
        return "queue.join";
    case Op::queueClose:
        return "queue.close";
    case Op::mutexAcquire:
        return "mutex.acquire";
    case Op::mutexRelease:
        return "mutex.release";
    case Op::conditionWait:
        return "condition.wait";
    case Op::conditionNotify:
        return "condition.notify";
    case Op::conditionNotifyAll:
        return "condition.notify_all";
    case Op::sharedLoad:
        return "shared.load";
    case Op::sharedStore:
        return "shared.store";
    case Op::sleep:
        return "sleep";
    case Op::print:
        return "print";
    case Op::pipeSend:
        return "pipe.send";
    case Op::pipeRecv:
        return "pipe.recv";
    case Op::pipePoll:
        return "pipe.poll";
    case Op::pipeClose:
        return "pipe.close";
    case Op::ringWait:
        return "ring.wait";
    case Op::divergence:
        return "divergence";
    case Op::custom:
        return "custom";
    }
    return "unknown";
}

std::string_view nameOf(Phase phase) {
    switch (phase) {
    case Phase::called:
        return "called";
    case Phase::waits:
        return "waits";
    case Phase::done:
        return "done";
    case Phase::failed:
        return "failed";
    }
    return "unknown";
}

std::string_view nameOf(Outcome outcome) {
    switch (outcome) {
    case Outcome::ok:
        return "ok";
    case Outcome::empty:
        return "empty";
    case Outcome::full:
        return "full";
    case Outcome::timeout:
        return "timeout";
    case Outcome::closed:
        return "closed";
    case Outcome::eof:
        return "eof";
    case Outcome::refused:
        return "refused";
    case Outcome::broken:
        return "broken";
    case Outcome::killed:
        return "killed";
    case Outcome::invalid:
        return "invalid";
    case Outcome::error:
        return "error";
    }
    return "unknown";
}

std::string_view nameOf(Depth depth) {
    switch (depth) {
    case Depth::program:
        return "program";
    case Depth::library:
        return "library";
    case Depth::system:
        return "system";
    }
    return "unknown";
}

std::string_view nameOf(ObjectKind kind) {
    switch (kind) {
    case ObjectKind::none:
        return "none";
    case ObjectKind::process:
        return "process";
    case ObjectKind::thread:
        return "thread";
    case ObjectKind::queue:
        return "queue";
    case ObjectKind::mutex:
        return "mutex";
    case ObjectKind::condition:
        return "condition";
    case ObjectKind::shared:
        return "shared";
    case ObjectKind::pipeEnd:
        return "pipe";
    case ObjectKind::clock:
        return "clock";
    case ObjectKind::output:
        return "output";
    case ObjectKind::custom:
        return "custom";
    }
    return "unknown";
}

std::string_view nameOf(WorkerKind kind) {
    return kind == WorkerKind::process ? "process" : "thread";
}

std::optional<Op> opNamed(std::string_view name) {
    for (std::size_t i = 1; i < opCount; ++i)
        if (nameOf(static_cast<Op>(i)) == name)
            return static_cast<Op>(i);
    return std::nullopt;
}

std::string_view verbOf(Op op) {
    const std::string_view name = nameOf(op);
    const std::size_t dot = name.find('.');
    return dot == std::string_view::npos ? name : name.substr(dot + 1);
}

bool sendsMessage(Op op) {
    return op == Op::queuePut || op == Op::pipeSend;
}

bool receivesMessage(Op op) {
    return op == Op::queueGet || op == Op::pipeRecv;
}

}  // namespace heddle
