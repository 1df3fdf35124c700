// SPDX-License-Identifier: MIT
#include "core/session/Run.h"

#include "core/base/DescriptorLimit.h"
#include "core/session/Engine.h"
#include "core/session/Processor.h"
#include "core/session/StartFacts.h"

#include <future>
#include <thread>

namespace heddle {
namespace {

class EngineRun final : public Run {
public:
    EngineRun(RunRequest request, std::shared_ptr<Trace> trace)
        : m_request(std::move(request)), m_trace(std::move(trace)) {}

    ~EngineRun() override {
        stop();
        wait();
    }

    Result<void> start() {
        std::promise<Result<void>> started;
        // The supervisor is started by the thread that lives as long as it: its death signal is tied to that
        // thread.
        m_thread = std::thread([this, &started] { live(started); });
        Result<void> answer = started.get_future().get();
        if (!answer)
            m_thread.join();
        return answer;
    }

    std::shared_ptr<const Trace> trace() const override { return m_trace; }
    RunStatus status() const override { return m_engine->status(); }
    void stop() override {
        if (m_engine)
            m_engine->stop();
    }
    void wait() override {
        const Locked guard{m_waiting};
        if (m_thread.joinable())
            m_thread.join();
    }

private:
    void live(std::promise<Result<void>>& started) {
        m_trace->setFacts(factsAtStart(m_request));
        std::unique_ptr<Saver> saver;
        if (m_request.saveTo) {
            auto made = Saver::start(*m_request.saveTo, m_trace);
            if (!made)
                return started.set_value(tl::unexpected(made.error()));
            saver = std::move(*made);
        }
        const bool isHeld = m_request.choosing.isHeld();
        auto program = Program::start(m_request, isHeld ? Processor{}.number() : std::nullopt);
        if (!program) {
            saver.reset();
            if (m_request.saveTo)
                std::filesystem::remove(*m_request.saveTo);  // nothing was recorded
            return started.set_value(tl::unexpected(program.error()));
        }
        m_engine =
            std::make_unique<Engine>(m_request, m_steering, m_trace, std::move(*program), std::move(saver));
        started.set_value({});
        m_engine->run();
    }

    RunRequest m_request;
    std::shared_ptr<Trace> m_trace;
    std::unique_ptr<Engine> m_engine;  // made before start() returns, then never changed
    Lock m_waiting;
    std::thread m_thread;
};

}  // namespace

Result<std::unique_ptr<Run>> Run::start(RunRequest request) {
    raiseDescriptorLimit();
    auto run = std::make_unique<EngineRun>(std::move(request), std::make_shared<Trace>());
    if (const Result<void> started = run->start(); !started)
        return tl::unexpected(started.error());
    return run;
}

}  // namespace heddle
