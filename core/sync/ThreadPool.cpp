// SPDX-License-Identifier: MIT
#include "core/sync/ThreadPool.h"

#include "core/sync/Machine.h"

#include <mutex>
#include <stdexcept>
#include <utility>

namespace heddle {
namespace {

std::string nameOfTask(std::int64_t number) {
    return "task " + std::to_string(number);
}

}  // namespace

struct ThreadPool::Submit : QueueSides::Put {
    ThreadPool& pool;
    Task& task;
    Operation& operation;
    void go() {
        if (q.m_isClosed)
            return;
        task.number = ++pool.m_submitted;
        task.message = operation.newMessage();
        pool.m_tasks.push_back(std::move(task));
        ++q.m_count;
    }
};

struct ThreadPool::Take : QueueSides::Get {
    ThreadPool& pool;
    std::optional<Task>& taken;
    void go() {
        if (q.m_count == 0)
            return;
        taken.emplace(std::move(pool.m_tasks.front()));
        pool.m_tasks.pop_front();
        --q.m_count;
    }
};

ThreadPool::ThreadPool(int workers, std::string name, Site where)
    : m_sides(ObjectKind::threadPool, std::move(name), 0) {
    if (workers < 1)
        m_outcome = Outcome::invalid;
    for (int i = 0; i < workers; ++i) {
        Thread worker(
            m_sides.object.name() + "-" + std::to_string(i), [this] { work(); }, where);
        if (worker.outcome() == Outcome::ok)
            m_workers.push_back(std::move(worker));
        else
            m_outcome = Outcome::refused;
    }
    m_hasThread = !m_workers.empty();
}

// Or its future would be waited for to no end.
void ThreadPool::refuse(const Site& where) {
    {
        Operation operation{Op::poolSubmit, m_sides.object, where};
        const std::lock_guard guard{m_sides.latch};
        operation.takesEffect();
        operation.failed(m_outcome, "it has no thread");
    }
    throw std::runtime_error("a task is submitted to " + m_sides.object.name() + ", which has no thread");
}

void ThreadPool::add(std::function<void()> run, Site where) {
    m_sides.touch();
    if (!m_hasThread)
        refuse(where);
    Task task{std::move(run), {}, 0};
    std::int64_t number = 0;
    {
        Operation operation{Op::poolSubmit, m_sides.object, where};
        runMachine(operation, m_sides.latch, Submit{{m_sides}, *this, task, operation});
        number = task.number;
        operation.setValue(number);
        if (number > 0)
            operation.done(Outcome::ok, nameOfTask(number));
        else
            operation.failed(Outcome::closed);
    }
    if (number == 0)
        throw std::runtime_error("a task is submitted to " + m_sides.object.name() + ", which is shut down");
}

std::optional<ThreadPool::Task> ThreadPool::take() {
    m_sides.touch();
    Operation operation{Op::poolTake, m_sides.object, SourceLocation{}};  // no line of the program
    std::optional<Task> taken;
    runMachine(operation, m_sides.latch, Take{{m_sides}, *this, taken});
    if (taken) {
        operation.receives(taken->message);
        operation.setValue(taken->number);
        operation.done(Outcome::ok, nameOfTask(taken->number));
    } else {
        operation.failed(Outcome::closed);
    }
    return taken;
}

void ThreadPool::work() {
    while (std::optional<Task> task = take())
        task->run();
}

void ThreadPool::shutdown(Site where) {
    if (m_workers.empty())
        return;
    {
        m_sides.touch();
        Operation operation{Op::poolShutdown, m_sides.object, where};
        m_sides.close(operation);
        operation.done();
    }
    for (Thread& worker : m_workers)
        worker.join(where);
    m_workers.clear();
}

ThreadPool::~ThreadPool() {
    shutdown();
}

}  // namespace heddle
