// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/Viewing.h"

#include "core/world/UnderWay.h"

#include <algorithm>
#include <utility>

namespace heddle {

namespace {

constexpr std::size_t foldsPerFrame = 20'000;  // some milliseconds of them
constexpr int stillFramesBeforeWatching = 30;

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
        m_isRunWanted = false;
        endRun();
        emit refused(sentence);
    });
    connect(&m_files, &TraceFiles::opened, this, &Viewing::showFile);
    connect(&m_files, &TraceFiles::saved, this, [this](const QString& path) {
        m_filed[path] = m_saving;
        emit saved(path);
    });
    connect(&m_files, &TraceFiles::refused, this, &Viewing::refused);
    // A seek or a change of axis while everything rests moves the views, too.
    connect(&m_playback, &Playback::momentChanged, this, &Viewing::wake);
    connect(&m_playback, &Playback::playingChanged, this, &Viewing::wake);
}

void Viewing::run(RunRequest request) {
    m_isRunWanted = true;
    m_isWatched = request.choosing.isStepped() || request.operationsPerSecond;
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

void Viewing::save(const QString& path, std::vector<Bookmark> bookmarks) {
    if (!trace())
        return;
    m_saving = trace();
    m_files.save(trace(), path, std::move(bookmarks));
}

QStringList Viewing::files() const {
    QStringList files;
    for (const auto& [path, filed] : m_filed)
        if (filed.lock() == trace())
            files << path;
    return files;
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
    if (!std::exchange(m_isRunWanted, false))
        return;
    m_showsRun = true;
    show(m_runs.trace());
    m_playback.setGrowing(true);
    m_playback.setFollowing(true);
}

void Viewing::showFile(const std::shared_ptr<const Trace>& trace, const QString& path,
                       const std::vector<Bookmark>& bookmarks) {
    m_showsRun = m_isRunWanted = false;
    m_filed[path] = trace;
    m_runs.stop();
    emit notesRead(trace, bookmarks);
    m_fileStatus = statusOf(*trace);
    show(trace);
    m_playback.setGrowing(false);
    emit opened(path);
}

void Viewing::endRun() {
    if (m_showsRun) {
        m_playback.setGrowing(false);
        playIfTooShort();
    }
    emit runningChanged(m_runs.isRunning());
    wake();
}

// Too short to be followed with the eye, and nobody has looked for himself meanwhile.
void Viewing::playIfTooShort() {
    const bool wasLeftAlone = !m_isWatched && m_playback.isFollowing() && trace()->facts().mode != "mixed";
    if (trace()->facts().ending == Ending::stopped)
        return;  // who stopped it wants to see where
    if (m_reads && m_reads())
        return;  // who reads of something does not want to see it change
    if (wasLeftAlone && trace()->lastInstant() < Instant{} + Playback::wholeRun)
        m_playback.play();
}

void Viewing::wake() {
    m_stillFrames = 0;
    m_clock.wake();
}

FrameClock::Pace Viewing::move(Span sinceLastFrame) {
    const Moment before = m_playback.moment();
    bool needsMore = m_model.catchUp();
    m_playback.catchUp(m_model.size());
    m_playback.setTimePassing(showsLive() && m_model.size() > 0 && !m_model.isHeldNow());
    m_playback.advance(sinceLastFrame);
    if (m_worlds && m_worlds->catchUp(foldsPerFrame))
        needsMore = true;
    if (trace())
        m_folded = std::min(m_folded + foldsPerFrame, trace()->size());
    for (const auto& catchUp : m_followers)
        needsMore |= catchUp();
    emit frameMoved();
    const std::size_t events = trace() ? trace()->size() : 0;
    const bool isMoved = m_playback.moment() != before && !m_playback.isMovedByTime();
    return paceAfter(needsMore || std::exchange(m_eventsSeen, events) != events || isMoved);
}

// A run that stands still, waiting for somebody, is only watched.
FrameClock::Pace Viewing::paceAfter(bool hasMoved) {
    m_stillFrames = hasMoved ? 0 : m_stillFrames + 1;
    if (hasMoved)
        return FrameClock::Pace::move;
    if (!m_playback.isPlaying() && !showsLive())
        return FrameClock::Pace::rest;
    return m_stillFrames < stillFramesBeforeWatching ? FrameClock::Pace::move : FrameClock::Pace::watch;
}

RunStatus Viewing::status() const {
    return m_showsRun ? m_runs.status() : m_fileStatus;
}

Viewing::Population Viewing::population() const {
    Population all;
    if (!trace())
        return all;
    for (const WorkerInfo* worker : trace()->names().workers()) {
        ++(worker->depth == Depth::program ? all.threads : all.helpers);
        if (worker->depth != Depth::program)
            continue;
        if (worker->kind == WorkerKind::process)
            all.pids << worker->pid;
    }
    const int pid = static_cast<int>(status().pid);
    if (all.threads == 0 && pid != 0)  // it tells nothing of itself
        all = {{pid}, 1, 0};
    return all;
}

std::optional<World> Viewing::world() {
    const std::size_t events = m_playback.moment().events;
    if (!m_worlds || events > m_folded + foldsPerFrame)
        return {};
    const Moment& moment = m_playback.moment();
    World world = m_worlds->at(events);
    return moment.axis == Axis::steps ? world : underWay(std::move(world), *trace(), moment.instant);
}

}  // namespace heddle
