// SPDX-License-Identifier: GPL-3.0-or-later
// What the window looks at: a run that goes on, one that ended, or a file; its instant, and the clock that
// moves it.
#pragma once

#include "app/bridge/FrameClock.h"
#include "app/bridge/RunBridge.h"
#include "app/bridge/TraceFiles.h"
#include "app/models/TraceModel.h"
#include "app/playback/Playback.h"
#include "core/world/Snapshots.h"

#include <QList>
#include <QObject>
#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace heddle {

// Thread: GUI only. Everything that takes time happens elsewhere or a piece a frame.
class Viewing : public QObject {
    Q_OBJECT
public:
    explicit Viewing(RunBridge::Launcher launcher, QObject* parent = nullptr);

    // Its end so far is shown as it goes on. Once it is over, a run that nobody stepped or slowed is played
    // from its start, unless it took so long that it could be watched.
    void run(RunRequest request);
    void stop() { m_runs.stop(); }
    void give(const QByteArray& bytes) { m_runs.give(bytes); }  // to the running program's standard input
    void endInput() { m_runs.endInput(); }
    void look(const std::shared_ptr<const Trace>& trace);  // of an earlier run, at its end; or of the last
    void open(const QString& path);
    void save(const QString& path, std::vector<Bookmark> bookmarks = {});
    void follow(std::function<bool()> catchUp);  // called once a frame; true: it needs another one
    void wake();
    RunBridge& runs() { return m_runs; }
    bool showsLive() const { return m_showsRun && m_runs.isRunning(); }  // the run that goes on

    TraceModel& model() { return m_model; }
    Playback& playback() { return m_playback; }
    bool isRunning() const { return m_runs.isRunning(); }
    bool isAtRest() const { return !m_clock.isTicking(); }
    const std::shared_ptr<const Trace>& trace() const { return m_model.trace(); }  // null: nothing yet
    QStringList files() const;  // in which what is shown lies, as far as we know
    RunStatus status() const;   // of the run, or as the file tells it
    struct Population {
        QList<int> pids;  // of the processes, the root's first
        int threads = 0;  // their first ones with them
        int helpers = 0;  // threads that Heddle's library has started in them
    };
    Population population() const;  // all that there were, also those that have ended
    std::optional<World> world();   // at playback's instant; none while it is still being worked out

    // While that says so, somebody reads: a run that ends then is not played by itself.
    void setReads(std::function<bool()> reads) { m_reads = std::move(reads); }

signals:
    void traceChanged(std::shared_ptr<const heddle::Trace> trace);
    void runningChanged(bool isRunning);
    void frameMoved();  // once a frame, after everything has caught up
    void refused(QString sentence);
    void notesRead(std::shared_ptr<const heddle::Trace> trace,
                   std::vector<heddle::Bookmark> bookmarks);  // of a file, ahead of its trace
    void opened(QString path);
    void saved(QString path);

private:
    void show(std::shared_ptr<const Trace> trace);
    void showRun();
    void showFile(const std::shared_ptr<const Trace>& trace, const QString& path,
                  const std::vector<Bookmark>& bookmarks);
    void endRun();
    void playIfTooShort();
    FrameClock::Pace move(Span sinceLastFrame);
    FrameClock::Pace paceAfter(bool hasMoved);

    RunBridge m_runs;
    TraceFiles m_files;
    TraceModel m_model;
    Playback m_playback;
    std::optional<Snapshots> m_worlds;  // of the model's trace
    std::size_t m_folded = 0;           // events that m_worlds has been given time for
    bool m_showsRun = false;            // else a file, or nothing yet
    bool m_isRunWanted = false;         // the one that is being started is to be shown
    bool m_isWatched = false;           // the run was started in steps or slow
    std::size_t m_eventsSeen = 0;       // at the last frame
    int m_stillFrames = 0;              // in which nothing has moved
    RunStatus m_fileStatus;
    std::weak_ptr<const Trace> m_saving;                    // last
    std::map<QString, std::weak_ptr<const Trace>> m_filed;  // by path: what was opened or saved there
    std::function<bool()> m_reads;
    std::vector<std::function<bool()>> m_followers;
    FrameClock m_clock;
};

}  // namespace heddle
