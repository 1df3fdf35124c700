// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/Viewing.h"

#include <algorithm>
#include <utility>

namespace heddle {

namespace {

constexpr std::size_t foldsPerFrame = 20'000;  // some milliseconds of them

// All that there were, also those that have ended.
void countWorkers(const Trace& trace, RunStatus& status) {
    status.processes = status.workers = 0;
    for (const WorkerInfo* worker : trace.names().workers()) {
        if (worker->depth != Depth::program)
            continue;
        ++status.workers;
        if (worker->kind == WorkerKind::process)
            ++status.processes;
        if (worker->parent.isNone())
            status.pid = worker->pid;
    }
}

RunStatus statusOf(const Trace& trace) {
    const RunFacts facts = trace.facts();
    RunStatus status;
    status.ending = facts.ending;
    status.stored = trace.size();
    status.lost = facts.lost;
    status.produced = facts.produced;
    return status;
}

}  // namespace

Viewing::Viewing(RunBridge::Launcher launcher, QObject* parent)
    : QObject(parent), m_runs(std::move(launcher)),
      m_clock([this](Span sinceLastFrame) { return move(sinceLastFrame); }) {
    connect(&m_runs, &RunBridge::runStarted, this, &Viewing::showRun);
    connect(&m_runs, &RunBridge::runEnded, this, &Viewing::endRun);
    connect(&m_runs, &RunBridge::runRefused, this, [this](const QString& sentence) {
        endRun();
        emit refused(sentence);
    });
    connect(&m_files, &TraceFiles::opened, this, &Viewing::showFile);
    connect(&m_files, &TraceFiles::saved, this, &Viewing::saved);
    connect(&m_files, &TraceFiles::refused, this, &Viewing::refused);
    // A seek or a change of axis while everything rests moves the views, too.
    connect(&m_playback, &Playback::momentChanged, this, &Viewing::wake);
    connect(&m_playback, &Playback::playingChanged, this, &Viewing::wake);
}

void Viewing::run(RunRequest request) {
    m_showsRun = true;
    m_isWatched = request.choosing.kind == ChooserKind::byHand || request.operationsPerSecond;
    m_runs.start(std::move(request));
    emit runningChanged(true);
}

// The run goes on meanwhile, and can be come back to.
void Viewing::look(const std::shared_ptr<const Trace>& trace) {
    m_showsRun = trace == m_runs.trace();
    m_fileStatus = statusOf(*trace);
    show(trace);
    m_playback.setGrowing(showsLive());
    if (showsLive())
        m_playback.setFollowing(true);
    else
        m_playback.seek(m_playback.length());
    emit runningChanged(m_runs.isRunning());
}

void Viewing::open(const QString& path) {
    m_files.open(path);
}

void Viewing::save(const QString& path) {
    if (trace())
        m_files.save(trace(), path);
}

void Viewing::follow(std::function<bool()> catchUp) {
    m_followers.push_back(std::move(catchUp));
}

void Viewing::show(std::shared_ptr<const Trace> trace) {
    m_worlds.emplace(trace);
    m_folded = 0;
    m_model.setTrace(trace);
    m_playback.setTrace(trace);
    emit traceChanged(std::move(trace));
    wake();
}

void Viewing::showRun() {
    if (!m_showsRun)
        return;
    show(m_runs.trace());
    m_playback.setGrowing(true);
    if (m_isWatched)
        m_playback.setFollowing(true);
    else
        m_playback.play();
}

void Viewing::showFile(const std::shared_ptr<const Trace>& trace, const QString& path) {
    m_showsRun = false;
    m_runs.stop();
    m_fileStatus = statusOf(*trace);
    show(trace);
    m_playback.setGrowing(false);
    emit opened(path);
}

void Viewing::endRun() {
    if (m_showsRun)
        m_playback.setGrowing(false);
    emit runningChanged(m_runs.isRunning());
    wake();
}

bool Viewing::move(Span sinceLastFrame) {
    bool needsMore = m_model.catchUp();
    m_playback.catchUp();
    m_playback.advance(sinceLastFrame);
    if (m_worlds && m_worlds->catchUp(foldsPerFrame))
        needsMore = true;
    if (trace())
        m_folded = std::min(m_folded + foldsPerFrame, trace()->size());
    for (const auto& catchUp : m_followers)
        needsMore |= catchUp();
    emit frameMoved();
    return needsMore || m_playback.isPlaying() || (m_showsRun && isRunning());
}

RunStatus Viewing::status() const {
    RunStatus status = m_showsRun ? m_runs.status() : m_fileStatus;
    if (trace())
        countWorkers(*trace(), status);
    return status;
}

std::optional<World> Viewing::world() {
    const std::size_t events = m_playback.moment().events;
    if (!m_worlds || events > m_folded + foldsPerFrame)
        return {};
    return m_worlds->at(events);
}

}  // namespace heddle
