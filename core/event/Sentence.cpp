// SPDX-License-Identifier: MIT
#include "core/event/Sentence.h"

#include "core/event/ShownText.h"
#include "core/event/Telling.h"

#include <array>
#include <csignal>
#include <cstring>
#include <utility>

namespace heddle {
namespace {

// What is done, said more exactly where the event allows it.
struct Exact {
    enum class When : std::uint8_t {
        isSentinel,
        senderIsKnown,
        sentinelOfKnown,
        hasNoText,
        hasNoTextOfKnown,
        bySignal,
        hasText,
        hasNoObject,
        valueIsZero,
        valueIsOne,
        isDone,
        wasHeld,
        wasHeldWithoutObject,
        hasWaited,
        hasWaitedWithoutObject,
        always
    };
    Op op;
    When when;
    const char* done;
};
using When = Exact::When;

constexpr Exact exacts[] = {
    {Op::queuePut, When::isSentinel, "{worker} puts a sentinel into {object}: no more will come"},
    {Op::queueGet, When::sentinelOfKnown, "{worker} takes a sentinel from {object}; it was put by {other}"},
    {Op::queueGet, When::isSentinel, "{worker} takes a sentinel from {object}: no more will come"},
    {Op::queueGet, When::senderIsKnown, "{worker} takes {what} from {object}; it was put by {other}"},
    {Op::pipeSend, When::hasNoText, "{worker} sends {value} bytes on {object}"},
    {Op::pipeRecv, When::hasNoTextOfKnown, "{worker} receives {value} bytes on {object}; {other} sent them"},
    {Op::pipeRecv, When::hasNoText, "{worker} receives {value} bytes on {object}"},
    {Op::pipeRecv, When::senderIsKnown, "{worker} receives \"{what}\" on {object}; it was sent by {other}"},
    {Op::pipePoll, When::valueIsZero, "{worker} polls {object}: nothing has come"},
    {Op::eventIsSet, When::valueIsZero, "{worker} looks: {object} is not set"},
    {Op::poolTake, When::senderIsKnown, "{worker} takes {what} from {object}; {other} submitted it"},
    {Op::futureGet, When::senderIsKnown, "{worker} gets {what} from {object}; {other} set it"},
    {Op::pipePoll, When::always, "{worker} polls {object}: something has come"},
    {Op::tcpAccept, When::senderIsKnown, "{worker} accepts {what} at {object}; {other} connected it"},
    {Op::tcpSend, When::hasNoText, "{worker} sends {value} bytes on {object}"},
    {Op::tcpSendAll, When::hasNoText, "{worker} sends all of {value} bytes on {object}"},
    {Op::tcpRecv, When::hasNoTextOfKnown, "{worker} receives {value} bytes on {object}; {other} sent them"},
    {Op::tcpRecv, When::hasNoText, "{worker} receives {value} bytes on {object}"},
    {Op::tcpRecv, When::senderIsKnown, "{worker} receives \"{what}\" on {object}; it was sent by {other}"},
    {Op::streamWhole, When::senderIsKnown,
     "{worker} has taken {value} bytes from {object}, with which one more message of {other} is whole"},
    {Op::unixAccept, When::senderIsKnown, "{worker} accepts {what} at {object}; {other} connected it"},
    {Op::unixSend, When::hasNoText, "{worker} sends {value} bytes on {object}"},
    {Op::unixSendAll, When::hasNoText, "{worker} sends all of {value} bytes on {object}"},
    {Op::unixRecv, When::hasNoTextOfKnown, "{worker} receives {value} bytes on {object}; {other} sent them"},
    {Op::unixRecv, When::hasNoText, "{worker} receives {value} bytes on {object}"},
    {Op::unixRecv, When::senderIsKnown, "{worker} receives \"{what}\" on {object}; it was sent by {other}"},
    {Op::bytesWrite, When::hasNoText, "{worker} writes {value} bytes to {object}"},
    {Op::bytesWriteAll, When::hasNoText, "{worker} writes all of {value} bytes to {object}"},
    {Op::bytesRead, When::hasNoTextOfKnown, "{worker} reads {value} bytes from {object}; {other} wrote them"},
    {Op::bytesRead, When::hasNoText, "{worker} reads {value} bytes from {object}"},
    {Op::bytesRead, When::senderIsKnown,
     "{worker} reads \"{what}\" from {object}; it was written by {other}"},
    {Op::datagramSend, When::hasNoText, "{worker} sends a datagram of {value} bytes on {object}"},
    {Op::datagramRecv, When::hasNoTextOfKnown,
     "{worker} receives a datagram of {value} bytes on {object}; {other} sent it"},
    {Op::datagramRecv, When::hasNoText, "{worker} receives a datagram of {value} bytes on {object}"},
    {Op::datagramRecv, When::senderIsKnown,
     "{worker} receives the datagram \"{what}\" on {object}; it was sent by {other}"},
    {Op::conditionNotify, When::valueIsZero, "{worker} notifies {object}, where nobody waits: it is lost"},
    {Op::conditionNotify, When::valueIsOne, "{worker} notifies one worker that waits on {object}"},
    {Op::conditionNotifyAll, When::valueIsZero, "{worker} notifies {object}, where nobody waits: it is lost"},
    {Op::conditionNotifyAll, When::valueIsOne, "{worker} notifies the only worker that waits on {object}"},
    {Op::sleep, When::hasText, "{worker} has slept for {what}"},
    {Op::custom, When::hasNoObject, "{worker} does {what}"},
    {Op::processJoin, When::bySignal, "{worker} joins process {object}, which was killed by {signal}"},
};

// What is waited for, likewise; here the other is who holds it.
constexpr Exact exactWaits[] = {
    {Op::mutexAcquire, When::senderIsKnown, "{worker} waits: {object} is held by {other}"},
    {Op::lockAcquire, When::senderIsKnown, "{worker} waits: {object} is held by {other}"},
    {Op::rwlockAcquireRead, When::senderIsKnown,
     "{worker} waits to read: {object} is held by {other}, to write"},
    {Op::rwlockAcquireWrite, When::senderIsKnown,
     "{worker} waits to write: {object} is held by {other}, to write"},
};

bool holds(When when, const Event& event, const SentenceWords& words, bool hasText) {
    const bool isSentinel = (event.flags & Event::isSentinel) != 0, isKnown = !words.other.empty();
    const bool wasHeld = (event.flags & Event::wasHeld) != 0;
    const bool hasWaited = (event.flags & Event::isBehindOthers) != 0;
    switch (when) {
    case When::isSentinel:
        return isSentinel;
    case When::senderIsKnown:
        return isKnown;
    case When::sentinelOfKnown:
        return isSentinel && isKnown;
    case When::hasNoText:
        return !hasText;
    case When::hasNoTextOfKnown:
        return !hasText && isKnown;
    case When::bySignal:
        return !words.signal.empty();
    case When::hasText:
        return hasText;
    case When::hasNoObject:
        return event.object.isNone();
    case When::valueIsZero:
        return event.value == 0;
    case When::valueIsOne:
        return event.value == 1;
    case When::isDone:
        return event.phase == Phase::done;
    case When::hasWaited:
        return hasWaited;
    case When::hasWaitedWithoutObject:
        return hasWaited && event.object.isNone();
    case When::wasHeld:
        return wasHeld;
    case When::wasHeldWithoutObject:
        return wasHeld && event.object.isNone();
    case When::always:
        return true;
    }
    return false;
}

// What failed. The first that fits is taken.
struct Failure {
    Op op;  // none: any
    Outcome outcome;
    When when;
    const char* pattern;
};

constexpr Failure failures[] = {
    {Op::processEnd, Outcome::error, When::hasText, "{worker} ends by an error: {what}"},
    {Op::processEnd, Outcome::killed, When::bySignal, "{worker} was killed by {signal}"},
    {Op::threadEnd, Outcome::error, When::hasText, "{worker} ends by an error: {what}"},
    {Op::processStart, Outcome::refused, When::hasText, "{worker} could not start process {object}: {what}"},
    {Op::threadStart, Outcome::refused, When::hasText, "{worker} could not start thread {object}: {what}"},
    {Op::sharedCompareExchange, Outcome::refused, When::always,
     "{worker} finds {what} in {object}, which is not what it expected, and leaves it"},
    {Op::timerWait, Outcome::refused, When::always, "{worker} goes on: {object} was cancelled"},
    {Op::futureSet, Outcome::error, When::hasText, "{worker} hands an exception to {object}: {what}"},
    {Op::futureGet, Outcome::error, When::hasText, "{worker} gets an exception from {object}: {what}"},
    {Op::tcpRecv, Outcome::eof, When::always,
     "{worker} calls {op} on {object}: end of file, the other side has closed"},
    {Op::mutexAcquire, Outcome::broken, When::always,
     "{worker} acquires {object}, whose holder ended while it held it"},
    {Op::unixRecv, Outcome::eof, When::always,
     "{worker} calls {op} on {object}: end of file, the other side has closed"},
    {Op::datagramRecv, Outcome::full, When::always,
     "{worker} receives \"{what}\" on {object}: only {value} bytes of a longer datagram, the rest is lost"},
    {Op::none, Outcome::broken, When::hasText, "{worker} calls {op} on {object}: broken, {what}"},
    {Op::none, Outcome::refused, When::hasText, "{worker} calls {op} on {object}: refused, {what}"},
    {Op::none, Outcome::invalid, When::hasText,
     "{worker} calls {op} on {object}, which is not allowed: {what}"},
    {Op::none, Outcome::error, When::hasText, "{worker} calls {op} on {object}: {what}"},
    {Op::lockAcquire, Outcome::killed, When::isDone,
     "{worker} acquires {object}, whose holder ended while it held it"},
    {Op::lockAcquire, Outcome::refused, When::senderIsKnown,
     "{worker} calls {op} on {object}: it is held by {other}"},
    {Op::lockAcquire, Outcome::refused, When::always,
     "{worker} calls {op} on {object}: it is held by another"},
    {Op::requestRecv, Outcome::eof, When::always, "{worker} ends: its client of {object} is gone"},
    {Op::queueTake, Outcome::closed, When::always,
     "{worker} has written all that it had for {object}, and ends"},
    {Op::mutexAcquire, Outcome::refused, When::senderIsKnown,
     "{worker} calls {op} on {object}: it is held by {other}"},
    {Op::mutexAcquire, Outcome::refused, When::always,
     "{worker} calls {op} on {object}: it is held by another"},
    {Op::rwlockAcquireRead, Outcome::refused, When::always,
     "{worker} calls {op} on {object}: it is held by another"},
    {Op::rwlockAcquireWrite, Outcome::refused, When::always,
     "{worker} calls {op} on {object}: it is held by another"},
    {Op::semaphoreAcquire, Outcome::refused, When::always, "{worker} calls {op} on {object}: none is left"},
    {Op::barrierWait, Outcome::broken, When::always, "{worker} calls {op} on {object}: it is broken"},
    {Op::none, Outcome::killed, When::hasWaitedWithoutObject, "{worker} was killed while it waited in {op}"},
    {Op::none, Outcome::killed, When::hasWaited, "{worker} was killed while it waited in {op} on {object}"},
    {Op::none, Outcome::killed, When::wasHeldWithoutObject,
     "{worker} was killed before {op}, which had not begun"},
    {Op::none, Outcome::killed, When::wasHeld,
     "{worker} was killed before {op} on {object}, which had not begun"},
    {Op::none, Outcome::killed, When::hasNoObject,
     "{worker} was killed in {op}; whether it was done is not known"},
    {Op::none, Outcome::ok, When::always, "{worker} calls {op} on {object}: it failed"},
    {Op::none, Outcome::empty, When::always, "{worker} calls {op} on {object}: it is empty"},
    {Op::none, Outcome::full, When::always, "{worker} calls {op} on {object}: it is full"},
    {Op::none, Outcome::timeout, When::always, "{worker} calls {op} on {object}: the time ran out"},
    {Op::none, Outcome::closed, When::always, "{worker} calls {op} on {object}: it is closed"},
    {Op::none, Outcome::eof, When::always,
     "{worker} calls {op} on {object}: end of file, the last writer has closed"},
    {Op::none, Outcome::refused, When::always, "{worker} calls {op} on {object}: refused"},
    {Op::none, Outcome::broken, When::always,
     "{worker} calls {op} on {object}: broken, the other end is gone"},
    {Op::none, Outcome::killed, When::always,
     "{worker} was killed in {op} on {object}; whether it was done is not known"},
    {Op::none, Outcome::invalid, When::always, "{worker} calls {op} on {object}, which is not allowed"},
    {Op::none, Outcome::error, When::always, "{worker} calls {op} on {object}: an error of the system"},
};

const char* failurePattern(const Event& event, const SentenceWords& words, bool hasText) {
    for (const Failure& failure : failures)
        if (failure.outcome == event.outcome && (failure.op == Op::none || failure.op == event.op) &&
            holds(failure.when, event, words, hasText))
            return failure.pattern;
    return "{worker} calls {op} on {object}: it failed";
}

const char* donePattern(const Event& event, const SentenceWords& words, bool hasText) {
    for (const Exact& exact : exacts)
        if (exact.op == event.op && holds(exact.when, event, words, hasText))
            return exact.done;
    return tellings()[static_cast<std::size_t>(event.op)].done;
}

constexpr const char* behindOthers = "{worker} waits at {object} for its turn: others came first";

const char* waitPattern(const Event& event, const SentenceWords& words, bool hasText) {
    if (event.flags & Event::isBehindOthers)
        return behindOthers;
    for (const Exact& exact : exactWaits)
        if (exact.op == event.op && holds(exact.when, event, words, hasText))
            return exact.done;
    return tellings()[static_cast<std::size_t>(event.op)].waits;
}

constexpr const char* endedByHeddle = "{worker} is ended by Heddle, with the run";

const char* patternOf(const Event& event, const SentenceWords& words, bool hasText) {
    if (static_cast<std::size_t>(event.op) >= opCount)
        return "{worker} does something that this version of Heddle does not know";
    const Telling& telling = tellings()[static_cast<std::size_t>(event.op)];
    switch (event.phase) {
    case Phase::called:
        return telling.called;
    case Phase::waits:
        return waitPattern(event, words, hasText);
    case Phase::done:
        return event.outcome == Outcome::ok ? donePattern(event, words, hasText)
                                            : failurePattern(event, words, hasText);
    case Phase::failed:
        return failurePattern(event, words, hasText);
    }
    return telling.done;
}

std::string signalOf(const Event& event) {
    const bool hasDied = event.op == Op::processEnd && event.outcome == Outcome::killed;
    const bool hasHeardOfIt = event.op == Op::processJoin && (event.flags & Event::isBySignal) != 0;
    if ((!hasDied && !hasHeardOfIt) || event.value <= 128 || event.value >= 256)
        return {};
    const int number = static_cast<int>(event.value - 128);
    const char* name = sigabbrev_np(number);
    return name ? "SIG" + std::string(name) : "signal " + std::to_string(number);
}

const std::string* gapNamed(std::string_view gap, const SentenceWords& words) {
    using Word = std::string SentenceWords::*;
    static constexpr std::array<std::pair<std::string_view, Word>, 7> gaps = {
        {{"worker", &SentenceWords::worker},
         {"object", &SentenceWords::object},
         {"other", &SentenceWords::other},
         {"what", &SentenceWords::what},
         {"op", &SentenceWords::op},
         {"value", &SentenceWords::value},
         {"signal", &SentenceWords::signal}}};
    for (const auto& [name, word] : gaps)
        if (name == gap)
            return &(words.*word);
    return nullptr;
}

}  // namespace

Sentence sentenceOf(const Event& event, SentenceWords words) {
    const bool hasText = !words.what.empty();
    words.op = verbOf(event.op);
    words.value = std::to_string(event.value);
    words.signal = signalOf(event);
    // Of what is no number the value says nothing before its text is told.
    const bool isBefore = event.phase == Phase::called || event.phase == Phase::waits;
    if (!hasText)
        words.what = isBefore && event.value == 0 ? "something" : words.value;
    else if (event.flags & Event::textWasCut)
        words.what += "…";
    words.what.resize(withoutPadding(words.what).size());
    const char* pattern = patternOf(event, words, hasText);
    return {pattern, std::move(words)};
}

Sentence endedWithTheRun(SentenceWords words) {
    return {endedByHeddle, std::move(words)};
}

std::string filled(std::string_view pattern, const SentenceWords& words) {
    std::string sentence;
    sentence.reserve(96);  // of most
    while (!pattern.empty()) {
        const std::size_t open = pattern.find('{');
        sentence += pattern.substr(0, open);
        if (open == std::string_view::npos)
            break;
        pattern.remove_prefix(open);
        const std::size_t close = pattern.find('}');
        const std::string* word =
            close == std::string_view::npos ? nullptr : gapNamed(pattern.substr(1, close - 1), words);
        if (word)
            appendShown(sentence, *word);
        else
            sentence += '{';
        pattern.remove_prefix(word ? close + 1 : 1);
    }
    return sentence;
}

std::string inEnglish(const Sentence& sentence) {
    return filled(sentence.pattern, sentence.words);
}

std::vector<const char*> sentencePatterns() {
    std::vector<const char*> patterns{behindOthers, endedByHeddle};
    for (const Telling& telling : tellings())
        patterns.insert(patterns.end(), {telling.called, telling.waits, telling.done});
    for (const Exact& exact : exacts)
        patterns.push_back(exact.done);
    for (const Exact& exact : exactWaits)
        patterns.push_back(exact.done);
    for (const Failure& failure : failures)
        patterns.push_back(failure.pattern);
    return patterns;
}

}  // namespace heddle
