// SPDX-License-Identifier: GPL-3.0-or-later
// Opens and saves trace files without making the window wait.
#pragma once

#include "core/base/Result.h"
#include "core/trace/Bookmark.h"
#include "core/trace/Trace.h"

#include <QObject>
#include <QString>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace heddle {

// Thread: GUI only; reading and writing happen on a thread of its own, one file after the other.
class TraceFiles : public QObject {
    Q_OBJECT
public:
    explicit TraceFiles(QObject* parent = nullptr);
    ~TraceFiles() override;  // waits until a file that is being written is whole

    void open(const QString& path);
    void save(std::shared_ptr<const Trace> trace, const QString& path, std::vector<Bookmark> bookmarks = {});
    bool isBusy() const { return m_unfinished > 0; }

signals:
    void opened(std::shared_ptr<const heddle::Trace> trace, QString path,
                std::vector<heddle::Bookmark> bookmarks);
    void saved(QString path);
    void refused(QString sentence);  // neither opened nor saved, and why

private slots:
    void tellNext();

private:
    using Told = std::function<void()>;  // runs on the GUI's thread
    using Job = std::function<Told()>;   // works on its own
    void queue(Job job);
    void workUntil(const std::stop_token& stopping);

    int m_unfinished = 0;
    std::mutex m_lock;
    std::condition_variable_any m_isFilled;
    std::deque<Job> m_jobs;   // guarded by m_lock
    std::deque<Told> m_told;  // as well: what jobs that are done have to tell
    std::jthread m_thread;    // last: joined before anything above goes
};

}  // namespace heddle
