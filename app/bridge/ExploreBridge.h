// SPDX-License-Identifier: GPL-3.0-or-later
// The window's way to an exploration: how far it has come is asked for once a frame, its end is told.
#pragma once

#include "core/session/Explorer.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace heddle {

// Thread: GUI only; the tries are made on threads of their own, so nothing here blocks but the destructor,
// which ends the runs that go on and waits until no process of them is left.
class ExploreBridge : public QObject {
    Q_OBJECT
public:
    using Explorer = std::function<Result<Exploration>(const ExploreRequest&)>;

    explicit ExploreBridge(Explorer explorer = explore, QObject* parent = nullptr);
    ~ExploreBridge() override;

    void start(ExploreRequest request);  // its questions and its teller are ours; nothing while one goes on
    void stop();  // no further tries, what was found is kept; asked again: that is left, too
    bool isBusy() const { return m_isBusy; }
    bool isShortening() const;  // the tries are made
    // What is known by now, when that has changed since the last call. Before the end without schedules.
    std::optional<Exploration> news();

signals:
    void ended();  // the next news() is the last
    void refused(QString sentence);

private:
    void hear(const ExploredOutcome& outcome);       // Thread: any
    QString keep(const Result<Exploration>& found);  // gives the refusal, if any. Thread: the explorer's
    Q_INVOKABLE void conclude(const QString& refusal);

    Explorer m_explorer;
    int m_tries = 0;  // wanted
    bool m_isBusy = false;
    std::atomic<bool> m_isEnough{false}, m_isToStop{false};
    mutable std::mutex m_lock;
    Exploration m_found;    // guarded by m_lock
    bool m_isNews = false;  // guarded by m_lock
    std::jthread m_thread;  // last: joined before anything above goes
};

}  // namespace heddle
