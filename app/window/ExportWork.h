// SPDX-License-Identifier: GPL-3.0-or-later
// One piece of work at a time beside the window: the one that was begun last.
#pragma once

#include <QObject>

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace heddle {

// Thread: GUI only; jobs run on a thread of its own.
class ExportWork : public QObject {
    Q_OBJECT
public:
    using Told = std::function<void()>;
    using Job = std::function<Told(std::stop_token)>;  // what it returns runs on the GUI's thread

    explicit ExportWork(QObject* parent = nullptr);
    ~ExportWork() override;  // stops what goes on, and waits for that

    void begin(Job job);  // one that goes on is stopped, and what it would tell is not told
    void stop();          // what goes on tells what came of it
    void forget();        // what goes on is stopped, and tells nothing
    bool isBusy() const { return m_isBusy; }

private slots:
    void tell();

private:
    void workUntil(const std::stop_token& ending);

    bool m_isBusy = false;
    std::uint64_t m_number = 0;  // of the job that was begun last
    std::mutex m_lock;
    std::condition_variable_any m_isFilled;
    Job m_next;  // guarded by m_lock, as all below is
    std::uint64_t m_nextNumber = 0, m_toldNumber = 0;
    Told m_told;                 // what came of the job that ended last
    std::stop_source m_stopper;  // of the job that was begun last
    std::jthread m_thread;       // last: joined before anything above goes
};

}  // namespace heddle
