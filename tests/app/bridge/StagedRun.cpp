// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/bridge/StagedRun.h"

#include <utility>

namespace heddle {

class StagedRun : public Run {
public:
    StagedRun(Stage& stage, std::shared_ptr<Trace> trace, int number)
        : m_stage(stage), m_trace(std::move(trace)), m_number(number) {}

    ~StagedRun() override {
        const std::scoped_lock held(m_stage.m_lock);
        --m_stage.m_alive;
        if (m_stage.m_run == this)
            m_stage.m_run = nullptr;
    }

    Steering& steering() { return m_steering; }

    std::shared_ptr<const Trace> trace() const override { return m_trace; }

    RunStatus status() const override {
        const std::scoped_lock held(m_stage.m_lock);
        RunStatus status;
        status.ending = m_ending;
        status.stored = status.produced = m_trace->size();
        status.processes = 1;
        status.workers = static_cast<int>(m_trace->names().workers().size());
        status.pid = 48213;
        return status;
    }

    void stop() override { finish(Ending::stopped); }

    void wait() override {
        std::unique_lock held(m_stage.m_lock);
        m_stage.m_changed.wait(held,
                               [this] { return m_ending != Ending::running || m_stage.m_ended >= m_number; });
        if (m_ending == Ending::running)
            m_ending = Ending::finished;
        RunFacts facts = m_trace->facts();
        facts.ending = m_ending;
        m_trace->setFacts(std::move(facts));
    }

private:
    void finish(Ending ending) {
        {
            const std::scoped_lock held(m_stage.m_lock);
            if (m_ending == Ending::running)
                m_ending = ending;
        }
        m_stage.m_changed.notify_all();
    }

    Stage& m_stage;
    std::shared_ptr<Trace> m_trace;
    int m_number;
    Ending m_ending = Ending::running;  // guarded by the stage's lock
};

void Stage::end() {
    {
        const std::scoped_lock held(m_lock);
        m_ended = m_started;
    }
    m_changed.notify_all();
}

int Stage::started() const {
    const std::scoped_lock held(m_lock);
    return m_started;
}

int Stage::alive() const {
    const std::scoped_lock held(m_lock);
    return m_alive;
}

RunRequest Stage::lastRequest() const {
    const std::scoped_lock held(m_lock);
    return m_request;
}

std::shared_ptr<Trace> Stage::lastTrace() const {
    const std::scoped_lock held(m_lock);
    return m_trace;
}

void Stage::refuse(std::string sentence) {
    const std::scoped_lock held(m_lock);
    m_refusal = std::move(sentence);
}

void Stage::publish(Choices choices) {
    const std::scoped_lock held(m_lock);
    if (m_run)
        m_run->steering().publish(std::move(choices));
}

Orders Stage::takeOrders() {
    const std::scoped_lock held(m_lock);
    return m_run ? m_run->steering().take() : Orders{};
}

Result<std::unique_ptr<Run>> Stage::launch(RunRequest request, std::shared_ptr<Trace> trace) {
    const std::scoped_lock held(m_lock);
    if (!m_refusal.empty())
        return failure(m_refusal);
    m_request = std::move(request);
    m_trace = trace;
    ++m_alive;
    auto run = std::make_unique<StagedRun>(*this, std::move(trace), ++m_started);
    m_run = run.get();
    return run;
}

}  // namespace heddle
