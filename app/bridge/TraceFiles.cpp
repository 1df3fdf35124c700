// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridge/TraceFiles.h"

#include "core/trace/TraceFile.h"

#include <utility>

namespace heddle {

TraceFiles::TraceFiles(QObject* parent)
    : QObject(parent), m_thread([this](const std::stop_token& stopping) { workUntil(stopping); }) {}

TraceFiles::~TraceFiles() = default;

void TraceFiles::workUntil(const std::stop_token& stopping) {
    for (;;) {
        std::unique_lock held(m_lock);
        if (!m_isFilled.wait(held, stopping, [this] { return !m_jobs.empty(); }))
            return;
        const Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        held.unlock();
        Told told = job();
        held.lock();
        m_told.push_back(std::move(told));
        held.unlock();
        QMetaObject::invokeMethod(this, "tellNext", Qt::QueuedConnection);
    }
}

void TraceFiles::tellNext() {
    std::unique_lock held(m_lock);
    const Told told = std::move(m_told.front());
    m_told.pop_front();
    held.unlock();
    --m_unfinished;
    told();
}

void TraceFiles::queue(Job job) {
    ++m_unfinished;
    {
        const std::scoped_lock held(m_lock);
        m_jobs.push_back(std::move(job));
    }
    m_isFilled.notify_one();
}

void TraceFiles::open(const QString& path) {
    queue([this, path]() -> Told {
        auto opening = openNotedTrace(path.toStdString());
        if (!opening)
            return [this, why = QString::fromStdString(opening.error().sentence)] { emit refused(why); };
        return [this, path, read = std::move(*opening)] { emit opened(read.trace, path, read.bookmarks); };
    });
}

void TraceFiles::save(std::shared_ptr<const Trace> trace, const QString& path,
                      std::vector<Bookmark> bookmarks) {
    queue([this, path, trace = std::move(trace), bookmarks = std::move(bookmarks)]() -> Told {
        if (const Result<void> result = saveTrace(trace, path.toStdString(), bookmarks); !result)
            return [this, why = QString::fromStdString(result.error().sentence)] { emit refused(why); };
        return [this, path] { emit saved(path); };
    });
}

}  // namespace heddle
