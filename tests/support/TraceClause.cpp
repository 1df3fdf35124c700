// SPDX-License-Identifier: MIT
#include "tests/support/TraceClause.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <sstream>
#include <stdexcept>

namespace heddle {
namespace {

// An operation told by its own name.
constexpr Verb named(std::string_view name, Op op, Shape shape, ObjectKind kind) {
    return {name, name, op, shape, kind};
}

constexpr std::array verbs{
    Verb{"start", "starts", Op::threadStart, Shape::what},
    Verb{"fork", "forks", Op::processStart, Shape::what},
    Verb{"begin", "begins", Op::threadBegin, Shape::alone},
    Verb{"end", "ends", Op::threadEnd, Shape::endWith},
    Verb{"die", "dies", Op::threadEnd, Shape::alone},
    Verb{"join", "joins", Op::queueJoin, Shape::what, ObjectKind::queue},
    Verb{"terminate", "terminates", Op::processTerminate, Shape::what},
    Verb{"kill", "kills", Op::processKill, Shape::what},
    Verb{"put", "puts", Op::queuePut, Shape::putIn, ObjectKind::queue},
    Verb{"get", "gets", Op::queueGet, Shape::takeFrom, ObjectKind::queue},
    Verb{"tick", "ticks", Op::queueTaskDone, Shape::what, ObjectKind::queue},
    Verb{"close", "closes", Op::queueClose, Shape::what, ObjectKind::queue},
    Verb{"acquire", "acquires", Op::mutexAcquire, Shape::what, ObjectKind::mutex},
    Verb{"release", "releases", Op::mutexRelease, Shape::what, ObjectKind::mutex},
    Verb{"wait", "waits", Op::conditionWait, Shape::what, ObjectKind::condition},
    Verb{"wake", "wakes", Op::conditionWait, Shape::takeFrom, ObjectKind::condition},
    Verb{"notify", "notifies", Op::conditionNotify, Shape::what, ObjectKind::condition},
    Verb{"load", "loads", Op::sharedLoad, Shape::loadAs, ObjectKind::shared},
    Verb{"store", "stores", Op::sharedStore, Shape::putIn, ObjectKind::shared},
    Verb{"sleep", "sleeps", Op::sleep, Shape::alone},
    Verb{"print", "prints", Op::print, Shape::anyWords},
    Verb{"send", "sends", Op::pipeSend, Shape::sendOn, ObjectKind::pipeEnd},
    Verb{"receive", "receives", Op::pipeRecv, Shape::takeFrom, ObjectKind::pipeEnd},
    Verb{"poll", "polls", Op::pipePoll, Shape::what, ObjectKind::pipeEnd},
    Verb{"stall", "stalls", Op::ringWait, Shape::alone},
    Verb{"diverge", "diverges", Op::divergence, Shape::what, ObjectKind::queue},
    Verb{"do", "does", Op::custom, Shape::anyWords, ObjectKind::custom},
    named("queue.take", Op::queueTake, Shape::what, ObjectKind::processQueue),
    named("queue.flush", Op::queueFlush, Shape::what, ObjectKind::processQueue),
    named("room.acquire", Op::roomAcquire, Shape::what, ObjectKind::processQueue),
    named("room.release", Op::roomRelease, Shape::what, ObjectKind::processQueue),
    named("pipe.write", Op::pipeWrite, Shape::what, ObjectKind::processQueue),
    named("pipe.read", Op::pipeRead, Shape::what, ObjectKind::processQueue),
    named("semaphore.acquire", Op::semaphoreAcquire, Shape::what, ObjectKind::semaphore),
    named("semaphore.release", Op::semaphoreRelease, Shape::what, ObjectKind::semaphore),
    named("event.set", Op::eventSet, Shape::what, ObjectKind::eventFlag),
    named("event.clear", Op::eventClear, Shape::what, ObjectKind::eventFlag),
    named("event.is_set", Op::eventIsSet, Shape::what, ObjectKind::eventFlag),
    named("event.wait", Op::eventWait, Shape::what, ObjectKind::eventFlag),
    named("barrier.wait", Op::barrierWait, Shape::what, ObjectKind::barrier),
    named("barrier.abort", Op::barrierAbort, Shape::what, ObjectKind::barrier),
    named("barrier.reset", Op::barrierReset, Shape::what, ObjectKind::barrier),
    named("rwlock.acquire_read", Op::rwlockAcquireRead, Shape::what, ObjectKind::readWriteLock),
    named("rwlock.acquire_write", Op::rwlockAcquireWrite, Shape::what, ObjectKind::readWriteLock),
    named("rwlock.release_read", Op::rwlockReleaseRead, Shape::what, ObjectKind::readWriteLock),
    named("rwlock.release_write", Op::rwlockReleaseWrite, Shape::what, ObjectKind::readWriteLock),
    named("shared.compare_exchange", Op::sharedCompareExchange, Shape::what, ObjectKind::shared),
    named("shared.fetch_add", Op::sharedFetchAdd, Shape::what, ObjectKind::shared),
    named("pool.submit", Op::poolSubmit, Shape::putIn, ObjectKind::threadPool),
    named("pool.take", Op::poolTake, Shape::takeFrom, ObjectKind::threadPool),
    named("pool.shutdown", Op::poolShutdown, Shape::what, ObjectKind::threadPool),
    named("future.set", Op::futureSet, Shape::putIn, ObjectKind::future),
    named("future.get", Op::futureGet, Shape::takeFrom, ObjectKind::future),
    named("timer.start", Op::timerStart, Shape::what, ObjectKind::timer),
    named("timer.wait", Op::timerWait, Shape::what, ObjectKind::timer),
    named("timer.cancel", Op::timerCancel, Shape::what, ObjectKind::timer),
    named("tcp.listen", Op::tcpListen, Shape::what, ObjectKind::listener),
    named("tcp.connect", Op::tcpConnect, Shape::putIn, ObjectKind::listener),
    named("tcp.accept", Op::tcpAccept, Shape::takeFrom, ObjectKind::listener),
    named("tcp.send", Op::tcpSend, Shape::putIn, ObjectKind::socket),
    named("tcp.send_all", Op::tcpSendAll, Shape::putIn, ObjectKind::socket),
    named("tcp.recv", Op::tcpRecv, Shape::takeFrom, ObjectKind::socket),
    named("tcp.shutdown", Op::tcpShutdown, Shape::what, ObjectKind::socket),
    named("tcp.close", Op::tcpClose, Shape::what, ObjectKind::socket),
    named("tcp.set_option", Op::tcpSetOption, Shape::what, ObjectKind::socket),
    named("stream.part", Op::streamPart, Shape::what, ObjectKind::socket),
    named("stream.whole", Op::streamWhole, Shape::takeFrom, ObjectKind::socket),
    named("array.load", Op::arrayLoad, Shape::what, ObjectKind::sharedArray),
    named("array.store", Op::arrayStore, Shape::what, ObjectKind::sharedArray),
    named("memory.read", Op::memoryRead, Shape::what, ObjectKind::sharedMemory),
    named("memory.write", Op::memoryWrite, Shape::what, ObjectKind::sharedMemory),
    named("signal.send", Op::signalSend, Shape::what, ObjectKind::process),
    named("signal.take", Op::signalTake, Shape::what, ObjectKind::signalInbox),
    named("signal.close", Op::signalClose, Shape::what, ObjectKind::signalInbox),
    named("manager.make", Op::managerMake, Shape::what, ObjectKind::manager),
    named("manager.connect", Op::managerConnect, Shape::what, ObjectKind::manager),
    named("manager.accept", Op::managerAccept, Shape::what, ObjectKind::manager),
    named("manager.stop", Op::managerStop, Shape::what, ObjectKind::manager),
    named("request.send", Op::requestSend, Shape::putIn, ObjectKind::manager),
    named("request.recv", Op::requestRecv, Shape::takeFrom, ObjectKind::manager),
    named("reply.send", Op::replySend, Shape::putIn, ObjectKind::manager),
    named("reply.recv", Op::replyRecv, Shape::takeFrom, ObjectKind::manager),
    named("dict.set", Op::dictSet, Shape::what, ObjectKind::managedDict),
    named("dict.get", Op::dictGet, Shape::what, ObjectKind::managedDict),
    named("dict.remove", Op::dictRemove, Shape::what, ObjectKind::managedDict),
    named("dict.size", Op::dictSize, Shape::what, ObjectKind::managedDict),
    named("dict.keys", Op::dictKeys, Shape::what, ObjectKind::managedDict),
    named("dict.items", Op::dictItems, Shape::what, ObjectKind::managedDict),
    named("list.append", Op::listAppend, Shape::what, ObjectKind::managedList),
    named("list.get", Op::listGet, Shape::what, ObjectKind::managedList),
    named("list.set", Op::listSet, Shape::what, ObjectKind::managedList),
    named("list.size", Op::listSize, Shape::what, ObjectKind::managedList),
    named("value.get", Op::valueGet, Shape::what, ObjectKind::managedValue),
    named("value.set", Op::valueSet, Shape::what, ObjectKind::managedValue),
    named("namespace.get", Op::namespaceGet, Shape::what, ObjectKind::managedNamespace),
    named("namespace.set", Op::namespaceSet, Shape::what, ObjectKind::managedNamespace),
    named("lock.acquire", Op::lockAcquire, Shape::what, ObjectKind::managedLock),
    named("lock.release", Op::lockRelease, Shape::what, ObjectKind::managedLock),
    named("lock.abandon", Op::lockAbandon, Shape::what, ObjectKind::managedLock),
    named("managed_queue.put", Op::managedPut, Shape::what, ObjectKind::managedQueue),
    named("managed_queue.get", Op::managedGet, Shape::what, ObjectKind::managedQueue),
    named("unix.listen", Op::unixListen, Shape::what, ObjectKind::listener),
    named("unix.accept", Op::unixAccept, Shape::takeFrom, ObjectKind::listener),
    named("unix.connect", Op::unixConnect, Shape::putIn, ObjectKind::listener),
    named("unix.send", Op::unixSend, Shape::putIn, ObjectKind::socket),
    named("unix.send_all", Op::unixSendAll, Shape::putIn, ObjectKind::socket),
    named("unix.recv", Op::unixRecv, Shape::takeFrom, ObjectKind::socket),
    named("unix.shutdown", Op::unixShutdown, Shape::what, ObjectKind::socket),
    named("unix.close", Op::unixClose, Shape::what, ObjectKind::socket),
    named("bytes.write", Op::bytesWrite, Shape::putIn, ObjectKind::byteEnd),
    named("bytes.write_all", Op::bytesWriteAll, Shape::putIn, ObjectKind::byteEnd),
    named("bytes.read", Op::bytesRead, Shape::takeFrom, ObjectKind::byteEnd),
    named("bytes.close", Op::bytesClose, Shape::what, ObjectKind::byteEnd),
    named("datagram.bind", Op::datagramBind, Shape::what, ObjectKind::udpSocket),
    named("datagram.connect", Op::datagramConnect, Shape::what, ObjectKind::udpSocket),
    named("datagram.send", Op::datagramSend, Shape::putIn, ObjectKind::udpSocket),
    named("datagram.recv", Op::datagramRecv, Shape::takeFrom, ObjectKind::udpSocket),
    named("datagram.close", Op::datagramClose, Shape::what, ObjectKind::udpSocket),
    named("datagram.set_option", Op::datagramSetOption, Shape::what, ObjectKind::udpSocket),
    named("datagram.queued", Op::datagramQueued, Shape::what, ObjectKind::udpSocket),
};

const Verb* verbWhere(auto matches) {
    const auto verb = std::find_if(verbs.begin(), verbs.end(), matches);
    return verb == verbs.end() ? nullptr : &*verb;
}

Clause clauseFrom(const std::string& part) {
    Clause clause;
    clause.whole = part;
    const std::size_t colon = part.find(": ");
    if (colon != std::string::npos)
        std::istringstream{part.substr(colon + 2)} >> clause.outcome;
    std::istringstream words{part.substr(0, colon)};
    for (std::string word; words >> word;)
        clause.words.push_back(word);
    if (!clause.words.empty() && clause.words.back().front() == '@') {
        clause.line = static_cast<std::uint32_t>(numberIn(clause.words.back().substr(1)).value_or(0));
        clause.words.pop_back();
    }
    const std::size_t count = clause.words.size();
    if (count > 3 && clause.words[count - 3] == "for" && clause.words[count - 2] == "a" &&
        clause.words[count - 1] == "while") {
        clause.mayTimeOut = true;
        clause.words.resize(count - 3);
    }
    return clause;
}

}  // namespace

const Verb* verbWithBase(std::string_view base) {
    return verbWhere([&](const Verb& verb) { return verb.base == base; });
}

const Verb* verbWithThird(std::string_view third) {
    return verbWhere([&](const Verb& verb) { return verb.third == third; });
}

void Clause::refuse(std::string_view why) const {
    throw std::invalid_argument("\"" + whole + "\": " + std::string(why));
}

std::string Clause::eat() {
    if (words.empty())
        refuse("a word is missing");
    std::string word = words.front();
    words.pop_front();
    return word;
}

bool Clause::eatIf(std::string_view word) {
    if (words.empty() || words.front() != word)
        return false;
    words.pop_front();
    return true;
}

std::string Clause::eatRest() {
    std::string rest;
    for (; !words.empty(); words.pop_front())
        rest += (rest.empty() ? "" : " ") + words.front();
    return rest;
}

std::optional<std::int64_t> numberIn(std::string_view word) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc{} || end != word.data() + word.size())
        return std::nullopt;
    return number;
}

std::vector<Clause> clausesIn(std::string_view text) {
    std::vector<Clause> clauses;
    std::istringstream lines{std::string(text)};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream parts{line.substr(0, line.find('#'))};
        for (std::string part; std::getline(parts, part, ';');)
            if (Clause clause = clauseFrom(part); !clause.words.empty())
                clauses.push_back(std::move(clause));
    }
    return clauses;
}

}  // namespace heddle
