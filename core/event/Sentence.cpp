// SPDX-License-Identifier: MIT
#include "core/event/Sentence.h"

#include "core/event/ShownText.h"

#include <array>
#include <csignal>
#include <cstring>
#include <utility>

namespace heddle {
namespace {

struct Telling {
    Op op;
    const char* called;
    const char* waits;
    const char* done;
};

// In the order of Op; a new operation breaks the build below until it is told here.
constexpr Telling tellings[] = {
    {Op::none, "{worker} is about to do nothing", "{worker} waits", "{worker} does nothing"},
    {Op::processStart, "{worker} is about to start process {object}",
     "{worker} waits until process {object} has begun", "{worker} starts process {object}"},
    {Op::processBegin, "{worker} is about to begin", "{worker} waits to begin", "{worker} begins"},
    {Op::processEnd, "{worker} is about to end with exit code {value}", "{worker} waits to end",
     "{worker} ends with exit code {value}"},
    {Op::processJoin, "{worker} is about to join process {object}",
     "{worker} waits for process {object} to end",
     "{worker} joins process {object}, which ended with exit code {value}"},
    {Op::processTerminate, "{worker} is about to terminate process {object}",
     "{worker} waits to terminate process {object}", "{worker} terminates process {object}"},
    {Op::processKill, "{worker} is about to kill process {object}", "{worker} waits to kill process {object}",
     "{worker} kills process {object}"},
    {Op::threadStart, "{worker} is about to start thread {object}",
     "{worker} waits until thread {object} has begun", "{worker} starts thread {object}"},
    {Op::threadBegin, "{worker} is about to begin", "{worker} waits to begin", "{worker} begins"},
    {Op::threadEnd, "{worker} is about to end", "{worker} waits to end", "{worker} ends"},
    {Op::threadJoin, "{worker} is about to join thread {object}", "{worker} waits for thread {object} to end",
     "{worker} joins thread {object}"},
    {Op::queuePut, "{worker} is about to put {what} into {object}", "{worker} waits: {object} is full",
     "{worker} puts {what} into {object}"},
    {Op::queueGet, "{worker} is about to take from {object}", "{worker} waits: {object} is empty",
     "{worker} takes {what} from {object}"},
    {Op::queueTaskDone, "{worker} is about to say that an item of {object} is done",
     "{worker} waits to say that an item of {object} is done",
     "{worker} says that an item of {object} is done"},
    {Op::queueJoin, "{worker} is about to join {object}",
     "{worker} waits until every item of {object} is done",
     "{worker} goes on: every item of {object} is done"},
    {Op::queueClose, "{worker} is about to close {object}", "{worker} waits to close {object}",
     "{worker} closes {object}"},
    {Op::mutexAcquire, "{worker} is about to acquire {object}", "{worker} waits: {object} is held by another",
     "{worker} acquires {object}"},
    {Op::mutexRelease, "{worker} is about to release {object}", "{worker} waits to release {object}",
     "{worker} releases {object}"},
    {Op::conditionWait, "{worker} is about to wait on {object}", "{worker} waits until {object} is notified",
     "{worker} was notified on {object}, and goes on"},
    {Op::conditionNotify, "{worker} is about to notify {object}", "{worker} waits to notify {object}",
     "{worker} notifies one worker that waits on {object}"},
    {Op::conditionNotifyAll, "{worker} is about to notify all on {object}",
     "{worker} waits to notify all on {object}", "{worker} notifies all workers that wait on {object}"},
    {Op::sharedLoad, "{worker} is about to read {object}", "{worker} waits to read {object}",
     "{worker} reads {what} from {object}"},
    {Op::sharedStore, "{worker} is about to write {what} to {object}", "{worker} waits to write to {object}",
     "{worker} writes {what} to {object}"},
    {Op::sleep, "{worker} is about to sleep", "{worker} sleeps", "{worker} has slept"},
    {Op::print, "{worker} is about to print", "{worker} waits to print", "{worker} prints \"{what}\""},
    {Op::pipeSend, "{worker} is about to send on {object}", "{worker} waits: {object} has no room for more",
     "{worker} sends \"{what}\" on {object}"},
    {Op::pipeRecv, "{worker} is about to receive on {object}", "{worker} waits: nothing has come on {object}",
     "{worker} receives \"{what}\" on {object}"},
    {Op::pipePoll, "{worker} is about to poll {object}", "{worker} waits until something comes on {object}",
     "{worker} polls {object}"},
    {Op::pipeClose, "{worker} is about to close {object}", "{worker} waits to close {object}",
     "{worker} closes {object}"},
    {Op::ringWait, "{worker} is about to wait: its ring is full",
     "{worker} waits until its full ring is read", "{worker} waited until its full ring was read"},
    {Op::divergence, "{worker} is about to diverge on {object}",
     "{worker} waits, against the model, on {object}", "{worker} went against the model on {object}"},
    {Op::custom, "{worker} is about to do {what} on {object}", "{worker} waits in {what} on {object}",
     "{worker} does {what} on {object}"},
    {Op::queueTake, "{worker} is about to take from the buffer for {object}",
     "{worker} waits: its buffer for {object} is empty",
     "{worker} takes {what} from its buffer for {object}"},
    {Op::queueFlush, "{worker} is about to wait until its buffer for {object} is written",
     "{worker} waits until its buffer for {object} is written",
     "{worker} goes on: its buffer for {object} is written"},
    {Op::roomAcquire, "{worker} is about to take a place in {object}",
     "{worker} waits for a place in {object}", "{worker} takes a place in {object}"},
    {Op::roomRelease, "{worker} is about to give a place in {object} back",
     "{worker} waits to give a place in {object} back", "{worker} gives a place in {object} back"},
    {Op::pipeWrite, "{worker} is about to write to the pipe of {object}",
     "{worker} waits: the pipe of {object} has no room for more",
     "{worker} writes {value} bytes to the pipe of {object}"},
    {Op::pipeRead, "{worker} is about to read from the pipe of {object}",
     "{worker} waits: nothing is in the pipe of {object}",
     "{worker} reads {value} bytes from the pipe of {object}"},
    {Op::managerMake, "{worker} is about to have {object} make {what}",
     "{worker} waits until {object} has made {what}", "{worker} has {object} make {what}"},
    {Op::managerConnect, "{worker} is about to connect to {object}", "{worker} waits to connect to {object}",
     "{worker} connects to {object}"},
    {Op::managerAccept, "{worker} is about to accept whoever connects to {object}",
     "{worker} waits until somebody connects to {object}", "{worker} accepts a connection to {object}"},
    {Op::managerStop, "{worker} is about to stop {object}", "{worker} waits to stop {object}",
     "{worker} stops {object}"},
    {Op::requestSend, "{worker} is about to send a request to {object}",
     "{worker} waits to send a request to {object}", "{worker} sends a request to {object}"},
    {Op::requestRecv, "{worker} is about to take a request", "{worker} waits for a request to {object}",
     "{worker} takes a request to {object}"},
    {Op::replySend, "{worker} is about to answer", "{worker} waits to answer",
     "{worker} answers for {object}"},
    {Op::replyRecv, "{worker} is about to take the answer of {object}",
     "{worker} waits for the answer of {object}", "{worker} takes the answer of {object}"},
    {Op::dictSet, "{worker} is about to set {what} in {object}",
     "{worker} waits for the answer about {object}", "{worker} sets {what} in {object}"},
    {Op::dictGet, "{worker} is about to look {what} up in {object}",
     "{worker} waits for the answer about {object}", "{worker} looks {what} up in {object}"},
    {Op::dictRemove, "{worker} is about to remove {what} from {object}",
     "{worker} waits for the answer about {object}", "{worker} removes {what} from {object}"},
    {Op::dictSize, "{worker} is about to ask for the size of {object}",
     "{worker} waits for the answer about {object}", "{worker} asks for the size of {object}: {value}"},
    {Op::dictKeys, "{worker} is about to ask for the keys of {object}",
     "{worker} waits for the answer about {object}", "{worker} asks for the keys of {object}"},
    {Op::dictItems, "{worker} is about to ask for a copy of {object}",
     "{worker} waits for the answer about {object}", "{worker} asks for a copy of {object}"},
    {Op::listAppend, "{worker} is about to append {what} to {object}",
     "{worker} waits for the answer about {object}", "{worker} appends {what} to {object}"},
    {Op::listGet, "{worker} is about to look up {what} in {object}",
     "{worker} waits for the answer about {object}", "{worker} looks up {what} in {object}"},
    {Op::listSet, "{worker} is about to set {what} in {object}",
     "{worker} waits for the answer about {object}", "{worker} sets {what} in {object}"},
    {Op::listSize, "{worker} is about to ask for the size of {object}",
     "{worker} waits for the answer about {object}", "{worker} asks for the size of {object}: {value}"},
    {Op::valueGet, "{worker} is about to read {object}", "{worker} waits for the answer about {object}",
     "{worker} reads {what} from {object}"},
    {Op::valueSet, "{worker} is about to write {what} to {object}",
     "{worker} waits for the answer about {object}", "{worker} writes {what} to {object}"},
    {Op::namespaceGet, "{worker} is about to read {what} of {object}",
     "{worker} waits for the answer about {object}", "{worker} reads {what} of {object}"},
    {Op::namespaceSet, "{worker} is about to set {what} of {object}",
     "{worker} waits for the answer about {object}", "{worker} sets {what} of {object}"},
    {Op::lockAcquire, "{worker} is about to acquire {object}", "{worker} waits: {object} is held by another",
     "{worker} acquires {object}"},
    {Op::lockRelease, "{worker} is about to release {object}", "{worker} waits for the answer about {object}",
     "{worker} releases {object}"},
    {Op::lockAbandon, "{worker} is about to take {object} from a client that is gone",
     "{worker} waits for the answer about {object}", "{worker} takes {object} from a client that is gone"},
    {Op::managedPut, "{worker} is about to put {what} into {object}", "{worker} waits: {object} is full",
     "{worker} puts {what} into {object}"},
    {Op::managedGet, "{worker} is about to take from {object}", "{worker} waits: {object} is empty",
     "{worker} takes {what} from {object}"},
};

constexpr bool everyOpIsTold() {
    if (std::size(tellings) != opCount)
        return false;
    for (std::size_t i = 0; i < opCount; ++i)
        if (static_cast<std::size_t>(tellings[i].op) != i)
            return false;
    return true;
}
static_assert(everyOpIsTold());

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
    {Op::pipePoll, When::always, "{worker} polls {object}: something has come"},
    {Op::sleep, When::hasText, "{worker} has slept for {what}"},
    {Op::custom, When::hasNoObject, "{worker} does {what}"},
    {Op::processJoin, When::bySignal, "{worker} joins process {object}, which was killed by {signal}"},
};

bool holds(When when, const Event& event, const SentenceWords& words, bool hasText) {
    const bool isSentinel = (event.flags & Event::isSentinel) != 0, isKnown = !words.other.empty();
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
    {Op::none, Outcome::refused, When::hasText, "{worker} calls {op} on {object}: refused, {what}"},
    {Op::none, Outcome::invalid, When::hasText,
     "{worker} calls {op} on {object}, which is not allowed: {what}"},
    {Op::none, Outcome::error, When::hasText, "{worker} calls {op} on {object}: {what}"},
    {Op::lockAcquire, Outcome::killed, When::hasText, "{worker} acquires {object}: {what}"},
    {Op::lockAcquire, Outcome::refused, When::always,
     "{worker} calls {op} on {object}: it is held by another"},
    {Op::requestRecv, Outcome::eof, When::always, "{worker} ends: its client of {object} is gone"},
    {Op::queueTake, Outcome::closed, When::always,
     "{worker} has written all that it had for {object}, and ends"},
    {Op::mutexAcquire, Outcome::refused, When::always,
     "{worker} calls {op} on {object}: it is held by another"},
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
    return tellings[static_cast<std::size_t>(event.op)].done;
}

const char* patternOf(const Event& event, const SentenceWords& words, bool hasText) {
    if (static_cast<std::size_t>(event.op) >= opCount)
        return "{worker} does something that this version of Heddle does not know";
    const Telling& telling = tellings[static_cast<std::size_t>(event.op)];
    switch (event.phase) {
    case Phase::called:
        return telling.called;
    case Phase::waits:
        return telling.waits;
    case Phase::done:
        return event.outcome == Outcome::ok ? donePattern(event, words, hasText)
                                            : failurePattern(event, words, hasText);
    case Phase::failed:
        return failurePattern(event, words, hasText);
    }
    return telling.done;
}

std::string signalOf(const Event& event) {
    if ((event.op != Op::processEnd && event.op != Op::processJoin) || event.value <= 128 ||
        event.value >= 256)
        return {};
    const int number = static_cast<int>(event.value - 128);
    const char* name = sigabbrev_np(number);
    return name ? "SIG" + std::string(name) : "signal " + std::to_string(number);
}

const std::string* gapNamed(std::string_view gap, const SentenceWords& words) {
    const std::array<std::pair<std::string_view, const std::string*>, 7> gaps = {{{"worker", &words.worker},
                                                                                  {"object", &words.object},
                                                                                  {"other", &words.other},
                                                                                  {"what", &words.what},
                                                                                  {"op", &words.op},
                                                                                  {"value", &words.value},
                                                                                  {"signal", &words.signal}}};
    for (const auto& [name, word] : gaps)
        if (name == gap)
            return word;
    return nullptr;
}

}  // namespace

Sentence sentenceOf(const Event& event, SentenceWords words) {
    const bool hasText = !words.what.empty();
    words.op = verbOf(event.op);
    words.value = std::to_string(event.value);
    words.signal = signalOf(event);
    if (!hasText)
        words.what = words.value;
    else if (event.flags & Event::textWasCut)
        words.what += "…";
    const char* pattern = patternOf(event, words, hasText);
    return {pattern, std::move(words)};
}

std::string filled(std::string_view pattern, const SentenceWords& words) {
    std::string sentence;
    while (!pattern.empty()) {
        const std::size_t open = pattern.find('{');
        sentence += pattern.substr(0, open);
        if (open == std::string_view::npos)
            break;
        pattern.remove_prefix(open);
        const std::size_t close = pattern.find('}');
        const std::string* word =
            close == std::string_view::npos ? nullptr : gapNamed(pattern.substr(1, close - 1), words);
        sentence += word ? shownText(*word) : "{";
        pattern.remove_prefix(word ? close + 1 : 1);
    }
    return sentence;
}

std::string inEnglish(const Sentence& sentence) {
    return filled(sentence.pattern, sentence.words);
}

std::vector<const char*> sentencePatterns() {
    std::vector<const char*> patterns;
    for (const Telling& telling : tellings)
        patterns.insert(patterns.end(), {telling.called, telling.waits, telling.done});
    for (const Exact& exact : exacts)
        patterns.push_back(exact.done);
    for (const Failure& failure : failures)
        patterns.push_back(failure.pattern);
    return patterns;
}

}  // namespace heddle
