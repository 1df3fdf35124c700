// SPDX-License-Identifier: MIT
#include "core/session/Endings.h"

#include "core/event/ShownText.h"

#include <algorithm>
#include <csignal>
#include <cstring>

namespace heddle {
namespace {

constexpr int mostCopies = 64;  // of one handle, by forks within forks; a hostile file may tell of a circle

std::string nameOf(int signal) {
    const char* name = sigabbrev_np(signal);
    return name ? std::string("SIG") + name : "signal " + std::to_string(signal);
}

std::string sentenceOf(const KnownEnding& root, bool isAlone) {
    if (root.signal)
        return "the program was killed by " + nameOf(*root.signal);
    const int code = root.exitCode.value_or(0);
    return code == 0 && isAlone ? "finished" : "the program ended with exit code " + std::to_string(code);
}

// What a process brings on itself, and hardly anybody sends.
bool isOfItsOwnMaking(int signal) {
    return signal == SIGSEGV || signal == SIGABRT || signal == SIGBUS || signal == SIGFPE || signal == SIGILL;
}

int signalOf(const Event& sending) {
    if (sending.op == Op::signalSend)
        return static_cast<int>(sending.value);
    return sending.op == Op::processKill ? SIGKILL : SIGTERM;
}

const WorkerInfo* mainOf(ProcessId process, const Names& names) {
    for (const WorkerInfo* worker : names.workers())
        if (worker->process == process && worker->kind == WorkerKind::process)
            return worker;
    return nullptr;
}

std::string pathOf(const WorkerInfo* worker) {
    return worker ? worker->path : "a process";
}

// The handle that its maker has: one that was inherited by a fork is a copy.
ObjectId originalOf(ObjectId handle, const Names& names) {
    for (int i = 0; i < mostCopies; ++i) {
        const ObjectInfo* info = names.object(handle);
        if (!info || info->copyOf.isNone())
            break;
        handle = info->copyOf;
    }
    return handle;
}

}  // namespace

KnownEnding known(const ProcessEnding& ending) {
    if (ending.isBySignal())
        return {{}, ending.signal()};
    return {ending.exitCode(), {}};
}

void Endings::heard(const Event& event, std::string_view text) {
    const bool isEnd = event.op == Op::threadEnd || event.op == Op::processEnd;
    if (isEnd && event.outcome == Outcome::error && !text.empty() && !m_uncaught)
        m_uncaught = Exception{event.worker, std::string(text)};
    const bool isSignal =
        event.op == Op::processKill || event.op == Op::processTerminate || event.op == Op::signalSend;
    // Who was killed while sending one may have sent it.
    const bool mayHaveBeenSent =
        event.phase == Phase::done || (event.phase == Phase::failed && event.outcome == Outcome::killed);
    if (isSignal && mayHaveBeenSent)
        m_sent.emplace(event.object, signalOf(event));
}

void Endings::died(ProcessId process, int signal) {
    m_deaths.emplace(process, signal);
}

void Endings::diedBehind(std::int64_t step, ProcessId process, int signal, const Names& names) {
    const WorkerInfo* target = mainOf(process, names);
    if (!isOfItsOwnMaking(signal) && !(target && wasSent(*target, signal, names)))
        m_unsent.push_back({step, process, signal});
}

// The sending may have been told behind the death.
std::optional<std::int64_t> Endings::killedAfterStep(const Names& names) const {
    for (const Death& death : m_unsent) {
        const WorkerInfo* target = mainOf(death.process, names);
        if (!target || !wasSent(*target, death.signal, names))
            return death.step;
    }
    return std::nullopt;
}

bool Endings::wasSent(const WorkerInfo& target, int signal, const Names& names) const {
    return std::ranges::any_of(m_sent, [&](const auto& sent) {
        return sent.second == signal && originalOf(sent.first, names) == target.handle;
    });
}

std::string Endings::othersThanRoot(const Names& names) const {
    std::string words;
    ProcessId told;
    if (m_uncaught) {
        const WorkerInfo* worker = names.worker(m_uncaught->worker);
        told = worker ? worker->process : ProcessId{};
        words += "; " + (worker ? worker->path : "a worker") + " ended by " +
                 (m_uncaught->text.starts_with("uncaught") ? "an " : "") + shownText(m_uncaught->text);
    }
    for (const auto& [process, signal] : m_deaths) {
        const WorkerInfo* target = mainOf(process, names);
        if ((process == told && signal == SIGABRT) || (target && wasSent(*target, signal, names)))
            continue;
        words += "; " + pathOf(target) +
                 (isOfItsOwnMaking(signal)
                      ? " died of " + nameOf(signal)
                      : " was killed by " + nameOf(signal) + ", which no operation of the program sent");
    }
    return words;
}

bool Endings::hasFailed(const KnownEnding& root, const Names& names) const {
    return root.signal || root.exitCode.value_or(0) != 0 || !othersThanRoot(names).empty();
}

std::string Endings::failures(const std::optional<KnownEnding>& rootBefore, const Names& names) const {
    const bool hasRootFailed = rootBefore && (rootBefore->signal || rootBefore->exitCode.value_or(0) != 0);
    return (hasRootFailed ? "; " + sentenceOf(*rootBefore, false) : "") + othersThanRoot(names);
}

std::string Endings::sentence(const KnownEnding& root, const Names& names) const {
    const std::string others = othersThanRoot(names);
    return sentenceOf(root, others.empty()) + others;
}

}  // namespace heddle
