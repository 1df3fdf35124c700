// SPDX-License-Identifier: MIT
#pragma once

#include "core/sync/Future.h"
#include "core/sync/QueueSides.h"
#include "core/sync/Thread.h"

#include <deque>
#include <functional>
#include <string>
#include <type_traits>
#include <vector>

namespace heddle {

// A number of threads that do what is submitted to them, in the order of submission. Python:
// concurrent.futures.ThreadPoolExecutor. Its workers are named pool-0, pool-1, …; a task is a message from
// the submitter to the worker that takes it. The destructor shuts down. Thread: any may submit; else one
// owner.
//
// With fewer threads than were asked for, as the kernel gave no more, it works on; with none nothing can be
// submitted.
class ThreadPool {
public:
    using Site = SourceLocation;
    explicit ThreadPool(int workers, std::string name = "pool", Site where = Site::current());
    ThreadPool(const ThreadPool&) = delete;
    ThreadPool& operator=(const ThreadPool&) = delete;
    ~ThreadPool();

    // Of its start: ok; refused: the kernel gave fewer threads than that; invalid: none was asked for.
    Outcome outcome() const { return m_outcome; }

    // Throws std::runtime_error after shutdown() (event: failed, closed), and when it has no thread (event:
    // failed, with its outcome).
    template <class F>
    auto submit(F task, Site where = Site::current()) -> Future<std::invoke_result_t<F&>> {
        using Result = Future<std::invoke_result_t<F&>>;
        Result result;
        add([state = result.m_state, task = std::move(task)]() mutable { Result::run(*state, task); }, where);
        return result;
    }

    // f of each item, in the order of the items, or nothing where f gives nothing; at the first that threw,
    // throws that.
    template <class F, class T>
    auto map(F f, const std::vector<T>& items, Site where = Site::current()) {
        using R = std::invoke_result_t<F&, const T&>;
        std::vector<Future<R>> futures;
        for (const T& item : items)
            futures.push_back(submit([f, item]() mutable { return f(item); }, where));
        if constexpr (std::is_void_v<R>) {
            for (Future<R>& future : futures)
                future.get(where);
        } else {
            std::vector<R> results;
            for (Future<R>& future : futures)
                results.push_back(future.get(where));
            return results;
        }
    }

    // No more tasks; waits until those that were submitted are done, and the workers have ended.
    void shutdown(Site where = Site::current());

private:
    struct Task {
        std::function<void()> run;
        MessageId message;
        std::int64_t number = 0;  // from 1, in order of submission
    };
    struct Submit;
    struct Take;
    void add(std::function<void()> run, Site where);
    void refuse(const Site& where);
    std::optional<Task> take();
    void work();

    QueueSides m_sides;
    std::deque<Task> m_tasks;
    std::int64_t m_submitted = 0;
    std::vector<Thread> m_workers;
    Outcome m_outcome = Outcome::ok;
    bool m_hasThread = false;
};

}  // namespace heddle
