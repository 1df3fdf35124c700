// SPDX-License-Identifier: MIT
#include "core/event/Op.h"

#include <iterator>

namespace heddle {

namespace {

struct OpName {
    Op op;
    std::string_view name;
};

// In the order of Op; a new operation breaks the build below until it is named here.
constexpr OpName names[] = {
    {Op::none, "none"},
    {Op::processStart, "process.start"},
    {Op::processBegin, "process.begin"},
    {Op::processEnd, "process.end"},
    {Op::processJoin, "process.join"},
    {Op::processTerminate, "process.terminate"},
    {Op::processKill, "process.kill"},
    {Op::threadStart, "thread.start"},
    {Op::threadBegin, "thread.begin"},
    {Op::threadEnd, "thread.end"},
    {Op::threadJoin, "thread.join"},
    {Op::queuePut, "queue.put"},
    {Op::queueGet, "queue.get"},
    {Op::queueTaskDone, "queue.task_done"},
    {Op::queueJoin, "queue.join"},
    {Op::queueClose, "queue.close"},
    {Op::mutexAcquire, "mutex.acquire"},
    {Op::mutexRelease, "mutex.release"},
    {Op::conditionWait, "condition.wait"},
    {Op::conditionNotify, "condition.notify"},
    {Op::conditionNotifyAll, "condition.notify_all"},
    {Op::sharedLoad, "shared.load"},
    {Op::sharedStore, "shared.store"},
    {Op::sleep, "sleep"},
    {Op::print, "print"},
    {Op::pipeSend, "pipe.send"},
    {Op::pipeRecv, "pipe.recv"},
    {Op::pipePoll, "pipe.poll"},
    {Op::pipeClose, "pipe.close"},
    {Op::ringWait, "ring.wait"},
    {Op::divergence, "divergence"},
    {Op::custom, "custom"},
    {Op::queueTake, "queue.take"},
    {Op::queueFlush, "queue.flush"},
    {Op::roomAcquire, "room.acquire"},
    {Op::roomRelease, "room.release"},
    {Op::pipeWrite, "pipe.write"},
    {Op::pipeRead, "pipe.read"},
    {Op::semaphoreAcquire, "semaphore.acquire"},
    {Op::semaphoreRelease, "semaphore.release"},
    {Op::eventSet, "event.set"},
    {Op::eventClear, "event.clear"},
    {Op::eventIsSet, "event.is_set"},
    {Op::eventWait, "event.wait"},
    {Op::barrierWait, "barrier.wait"},
    {Op::barrierAbort, "barrier.abort"},
    {Op::barrierReset, "barrier.reset"},
    {Op::rwlockAcquireRead, "rwlock.acquire_read"},
    {Op::rwlockAcquireWrite, "rwlock.acquire_write"},
    {Op::rwlockReleaseRead, "rwlock.release_read"},
    {Op::rwlockReleaseWrite, "rwlock.release_write"},
    {Op::sharedCompareExchange, "shared.compare_exchange"},
    {Op::sharedFetchAdd, "shared.fetch_add"},
    {Op::poolSubmit, "pool.submit"},
    {Op::poolTake, "pool.take"},
    {Op::poolShutdown, "pool.shutdown"},
    {Op::futureSet, "future.set"},
    {Op::futureGet, "future.get"},
    {Op::timerStart, "timer.start"},
    {Op::timerWait, "timer.wait"},
    {Op::timerCancel, "timer.cancel"},
    {Op::tcpListen, "tcp.listen"},
    {Op::tcpAccept, "tcp.accept"},
    {Op::tcpConnect, "tcp.connect"},
    {Op::tcpSend, "tcp.send"},
    {Op::tcpSendAll, "tcp.send_all"},
    {Op::tcpRecv, "tcp.recv"},
    {Op::tcpShutdown, "tcp.shutdown"},
    {Op::tcpClose, "tcp.close"},
    {Op::tcpSetOption, "tcp.set_option"},
    {Op::streamPart, "stream.part"},
    {Op::streamWhole, "stream.whole"},
    {Op::arrayLoad, "array.load"},
    {Op::arrayStore, "array.store"},
    {Op::memoryRead, "memory.read"},
    {Op::memoryWrite, "memory.write"},
    {Op::signalSend, "signal.send"},
    {Op::signalTake, "signal.take"},
    {Op::signalClose, "signal.close"},
    {Op::managerMake, "manager.make"},
    {Op::managerConnect, "manager.connect"},
    {Op::managerAccept, "manager.accept"},
    {Op::managerStop, "manager.stop"},
    {Op::requestSend, "request.send"},
    {Op::requestRecv, "request.recv"},
    {Op::replySend, "reply.send"},
    {Op::replyRecv, "reply.recv"},
    {Op::dictSet, "dict.set"},
    {Op::dictGet, "dict.get"},
    {Op::dictRemove, "dict.remove"},
    {Op::dictSize, "dict.size"},
    {Op::dictKeys, "dict.keys"},
    {Op::dictItems, "dict.items"},
    {Op::listAppend, "list.append"},
    {Op::listGet, "list.get"},
    {Op::listSet, "list.set"},
    {Op::listSize, "list.size"},
    {Op::valueGet, "value.get"},
    {Op::valueSet, "value.set"},
    {Op::namespaceGet, "namespace.get"},
    {Op::namespaceSet, "namespace.set"},
    {Op::lockAcquire, "lock.acquire"},
    {Op::lockRelease, "lock.release"},
    {Op::lockAbandon, "lock.abandon"},
    {Op::managedPut, "managed_queue.put"},
    {Op::managedGet, "managed_queue.get"},
    {Op::unixListen, "unix.listen"},
    {Op::unixAccept, "unix.accept"},
    {Op::unixConnect, "unix.connect"},
    {Op::unixSend, "unix.send"},
    {Op::unixSendAll, "unix.send_all"},
    {Op::unixRecv, "unix.recv"},
    {Op::unixShutdown, "unix.shutdown"},
    {Op::unixClose, "unix.close"},
    {Op::bytesWrite, "bytes.write"},
    {Op::bytesWriteAll, "bytes.write_all"},
    {Op::bytesRead, "bytes.read"},
    {Op::bytesClose, "bytes.close"},
    {Op::datagramBind, "datagram.bind"},
    {Op::datagramConnect, "datagram.connect"},
    {Op::datagramSend, "datagram.send"},
    {Op::datagramRecv, "datagram.recv"},
    {Op::datagramClose, "datagram.close"},
    {Op::datagramSetOption, "datagram.set_option"},
    {Op::datagramQueued, "datagram.queued"},
};

constexpr bool everyOpIsNamed() {
    if (std::size(names) != opCount)
        return false;
    for (std::size_t i = 0; i < opCount; ++i)
        if (static_cast<std::size_t>(names[i].op) != i)
            return false;
    return true;
}
static_assert(everyOpIsNamed());

}  // namespace

std::string_view nameOf(Op op) {
    const auto number = static_cast<std::size_t>(op);
    return number < opCount ? names[number].name : "unknown";
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
    return op == Op::queuePut || op == Op::pipeSend || op == Op::poolSubmit || op == Op::futureSet ||
           op == Op::tcpConnect || op == Op::tcpSend || op == Op::tcpSendAll || op == Op::requestSend ||
           op == Op::replySend || op == Op::unixConnect || op == Op::unixSend || op == Op::unixSendAll ||
           op == Op::bytesWrite || op == Op::bytesWriteAll || op == Op::datagramSend;
}

bool receivesMessage(Op op) {
    return op == Op::queueGet || op == Op::pipeRecv || op == Op::poolTake || op == Op::futureGet ||
           op == Op::tcpAccept || op == Op::tcpRecv || op == Op::streamWhole || op == Op::requestRecv ||
           op == Op::replyRecv || op == Op::unixAccept || op == Op::unixRecv || op == Op::bytesRead ||
           op == Op::datagramRecv;
}

bool handsOverConnection(Op op) {
    return op == Op::tcpConnect || op == Op::tcpAccept || op == Op::unixConnect || op == Op::unixAccept;
}

}  // namespace heddle
